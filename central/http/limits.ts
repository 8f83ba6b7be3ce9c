import type { FastifyReply, FastifyRequest } from 'fastify';
import { KioskError } from '../../contract/index.ts';

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/**
 * `onRequest` hook: what is under way is held to so many calls and so many bytes of their bodies, and the rest is turned away
 * before a body is read: memory stays what it is, however many come. A body of unknown length counts as the largest that the
 * route takes.
 *
 * @param onBytes told how many bytes are under way whenever that changes
 * @throws CENTRE_BUSY
 */
export function limitInFlight(
  max: { calls: number; bytes: number },
  onBytes: (bytes: number) => void = () => {},
): Hook {
  let calls = 0;
  let bytes = 0;
  const change = (byCalls: number, byBytes: number): void => {
    calls += byCalls;
    bytes += byBytes;
    onBytes(bytes);
  };
  return async (request, reply) => {
    const length = bodyBytes(request);
    if (calls >= max.calls || (calls > 0 && bytes + length > max.bytes)) throw new KioskError('CENTRE_BUSY');
    change(1, length);
    // `close` comes in every case, also when the peer hangs up.
    reply.raw.once('close', () => change(-1, -length));
  };
}

/** RFC 9112 s.6.3: as it says, or unknown, or none. */
function bodyBytes({ headers, routeOptions }: FastifyRequest): number {
  if (headers['transfer-encoding'] !== undefined) return routeOptions.bodyLimit;
  return Number(headers['content-length'] ?? 0);
}

/**
 * `onRequest` hook: at most `max` requests a minute of each caller, who is told when the next minute begins.
 *
 * @param callerOf the peer's address when left out, for routes that need no proof
 * @throws REQUEST_INVALID {reason: 'too-often', retryAfterSeconds}
 */
export function limitRate(options: {
  max: number;
  now: () => Date;
  callerOf?: (request: FastifyRequest) => string;
}): Hook {
  const { max, now, callerOf = ({ ip }) => ip } = options;
  let minute = 0;
  let counts = new Map<string, number>();
  return async (request) => {
    const at = now().getTime();
    const current = Math.floor(at / 60_000);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const caller = callerOf(request);
    const count = (counts.get(caller) ?? 0) + 1;
    counts.set(caller, count);
    if (count <= max) return;
    const retryAfterSeconds = Math.ceil(((current + 1) * 60_000 - at) / 1000);
    throw new KioskError('REQUEST_INVALID', { reason: 'too-often', retryAfterSeconds });
  };
}
