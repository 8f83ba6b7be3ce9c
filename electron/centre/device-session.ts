import {
  type AccessTokenResponse,
  accessTokenResponseSchema,
  CENTRAL_ROUTES,
  KioskError,
} from '../../contract/index.ts';
import { errorOf, parseJson } from './answer.ts';

/** What makes a request one of this device. */
export type Session = {
  /** @param open true for a call that needs no access token */
  headers(request: { method: string; url: string; open: boolean }): Promise<Record<string, string>>;
  /** Looks at an answer. True when the same request may go through with new headers. */
  learn(response: Response, error: KioskError | null): boolean;
};

type Options = {
  /** The centre's address. */
  url: string;
  /** Makes the DPoP proof of one request (RFC 9449). */
  sign: (request: {
    method: string;
    url: string;
    nonce: string | null;
    accessToken: string | null;
  }) => Promise<string>;
  /** Makes the assertion for the token endpoint; `settle` is called once the centre has taken it. */
  assert: () => Promise<{ assertion: string; settle: () => void }>;
  fetch: typeof fetch;
  now: () => Date;
  timeoutMs?: number;
};

/** An access token is renewed so long before its end. */
const SPARE_MS = 30_000;

/**
 * The device's standing with the centre: a short-lived access token bound to its key, and the centre's latest nonce.
 * Kept in memory only.
 */
export function createDeviceSession(options: Options): Session {
  const { url, sign, assert, fetch, now, timeoutMs = 10_000 } = options;
  const tokenUrl = url.replace(/\/+$/, '') + CENTRAL_ROUTES.deviceToken.path;
  let nonce: string | null = null;
  let access: { token: string; renewAtMs: number } | null = null;
  let asking: Promise<string> | null = null;

  async function accessToken(): Promise<string> {
    if (access && now().getTime() < access.renewAtMs) return access.token;
    asking ??= ask().finally(() => {
      asking = null;
    });
    return asking;
  }

  async function ask(): Promise<string> {
    const { assertion, settle } = await assert();
    // The first try may only bring the nonce (RFC 9449 s.8).
    const answer = (await post(assertion)) ?? (await post(assertion));
    if (answer === null) throw new KioskError('CENTRE_BUSY');
    settle();
    access = {
      token: answer.access_token,
      renewAtMs: now().getTime() + answer.expires_in * 1000 - SPARE_MS,
    };
    return access.token;
  }

  /** Null when the centre wants its nonce in the proof first. */
  async function post(assertion: string): Promise<AccessTokenResponse | null> {
    const dpop = await sign({ method: 'POST', url: tokenUrl, nonce, accessToken: null });
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    });
    const signal = AbortSignal.timeout(timeoutMs);
    const sent = fetch(tokenUrl, { method: 'POST', headers: { dpop }, body, redirect: 'error', signal });
    const { response, content } = await sent
      .then(async (response) => ({ response, content: parseJson(await response.text()) }))
      .catch((cause: unknown) => {
        throw new KioskError('CENTRE_UNREACHABLE', {}, { cause });
      });
    const answer = accessTokenResponseSchema.safeParse(content);
    if (response.ok && answer.success) {
      learn(response, null);
      return answer.data;
    }
    const error = errorOf(response, content, now());
    if (learn(response, error)) return null;
    throw error;
  }

  function learn(response: Response, error: KioskError | null): boolean {
    nonce = response.headers.get('dpop-nonce') ?? nonce;
    const reason = error?.code === 'REQUEST_INVALID' ? error.details.reason : null;
    if (reason === 'access-token') access = null;
    return reason === 'access-token' || reason === 'proof-nonce';
  }

  return {
    async headers({ method, url, open }) {
      const token = open ? null : await accessToken();
      const dpop = await sign({ method, url, nonce, accessToken: token });
      return { dpop, ...(token !== null && { authorization: `DPoP ${token}` }) };
    },
    learn,
  };
}
