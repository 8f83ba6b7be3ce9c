import { errorBodySchema, KioskError, oauthErrorSchema } from '../../contract/index.ts';

/** Statuses that a busy or restarting centre, or a proxy before it, answers with. */
const BUSY = new Set([408, 429, 502, 503, 504]);

/**
 * The error that an answer stands for: what the centre itself says, else what its status tells. An answer that
 * is neither did not come from the centre (a login page of the network, a proxy) and counts as no answer.
 */
export function errorOf(response: Response, body: unknown, now: Date): KioskError {
  const said = errorBodySchema.safeParse(body);
  if (BUSY.has(response.status)) {
    const seconds = retryAfterSeconds(response.headers.get('retry-after'), now);
    return new KioskError('CENTRE_BUSY', seconds === null ? {} : { retryAfterSeconds: seconds });
  }
  if (said.success) return new KioskError(said.data.error.code, said.data.error.details);
  const saidAsOauth = oauthErrorSchema.safeParse(body);
  if (saidAsOauth.success) return new KioskError(saidAsOauth.data.code, saidAsOauth.data.details);
  const cause = new Error(`an answer with status ${response.status} that is not the centre's`);
  return new KioskError('CENTRE_UNREACHABLE', {}, { cause });
}

/** Retry-After (RFC 9110 s.10.2.3): seconds or a date; null when absent or neither. */
export function retryAfterSeconds(header: string | null, now: Date): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now.getTime()) / 1000));
}

/** Undefined for what is not JSON: no schema takes it. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
