import type { FastifyReply, FastifyRequest } from 'fastify';
import { KioskError } from '../../contract/index.ts';

type Hook = (request: FastifyRequest, reply: FastifyReply) => Promise<void>;

/** `onRequest` hook: more than `max` requests at once are turned away before their bodies fill the memory. */
export function limitInFlight(max: number): Hook {
  let inFlight = 0;
  return async (_request, reply) => {
    if (inFlight >= max) throw new KioskError('CENTRE_BUSY');
    inFlight += 1;
    // `close` comes in every case, also when the peer hangs up.
    reply.raw.once('close', () => {
      inFlight -= 1;
    });
  };
}

/** `onRequest` hook: at most `max` requests a minute from one address. For routes that need no proof. */
export function limitRate({ max, now }: { max: number; now: () => Date }): Hook {
  let minute = 0;
  let counts = new Map<string, number>();
  return async (request) => {
    const current = Math.floor(now().getTime() / 60_000);
    if (current !== minute) {
      minute = current;
      counts = new Map();
    }
    const count = (counts.get(request.ip) ?? 0) + 1;
    counts.set(request.ip, count);
    if (count > max) throw new KioskError('REQUEST_INVALID', { reason: 'too-often' });
  };
}
