import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CENTRAL_ROUTES, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses, limitRate } from '../http/index.ts';
import { listDevices } from './list.ts';
import { revokeDevice } from './revoke.ts';

const { listDevices: list, revokeDevice: revoke } = CENTRAL_ROUTES;
const CALLS_PER_MINUTE = 30;

/** For the ministry's own tools: the register of devices. Who has the token may shut a kiosk out, and nothing else. */
export function adminRoutes(context: CentreContext, adminToken: string): FastifyPluginAsyncZod {
  const { db, now } = context;
  return async (app) => {
    app.addHook('onRequest', limitRate({ max: CALLS_PER_MINUTE, now }));
    app.addHook('onRequest', authenticateAdmin(adminToken));

    app.route({
      method: list.method,
      url: list.path,
      schema: {
        summary: 'Devices, and which of them were noticed twice',
        querystring: z.object({ hcode: z.string().max(9).optional() }),
        response: { 200: list.response, ...errorResponses },
      },
      handler: async ({ query }) => ({ devices: await listDevices(db, query.hcode ?? null) }),
    });

    app.route({
      method: revoke.method,
      url: revoke.path,
      schema: {
        summary: 'Shuts a device out, and its tokens that nobody has confirmed',
        params: z.object({ deviceId: z.string().max(64) }),
        body: revoke.body,
        response: { 200: revoke.response, ...errorResponses },
      },
      handler: async ({ params, body }) => ({
        revoked: await revokeDevice(context, params.deviceId, body.reason),
      }),
    });
  };
}

function authenticateAdmin(adminToken: string) {
  const expected = hashOf(adminToken);
  return async (request: FastifyRequest): Promise<void> => {
    const given = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
    if (!timingSafeEqual(hashOf(given), expected))
      throw new KioskError('REQUEST_INVALID', { reason: 'access-token' });
  };
}

/** Of equal length whatever it is of, to be compared in equal time. */
const hashOf = (text: string): Buffer => createHash('sha256').update(text).digest();
