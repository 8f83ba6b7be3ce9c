import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, deviceOf } from '../devices/index.ts';
import { errorResponses } from '../http/index.ts';
import { settleCallBack } from './call-backs.ts';
import { tokenChanges } from './changes.ts';
import { revokeAsAsked } from './revoke.ts';
import { STATUS_TTL_SECONDS, statusListJwt } from './status-list.ts';

const { statusList, tokenChanges: changes, revokeToken: revoke, settleCallBack: settle } = CENTRAL_ROUTES;

/** What has become of tokens: for verifiers, and for the devices that issued them. */
export function statusRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { db, now } = context;
  return async (app) => {
    app.route({
      method: statusList.method,
      url: statusList.path,
      schema: {
        summary: 'Which tokens are revoked (Token Status List, s.8)',
        params: z.object({ list: z.coerce.number().int().min(0) }),
        response: { 200: statusList.response, ...errorResponses },
      },
      handler: async (request, reply) =>
        reply
          .type('application/statuslist+jwt')
          .header('cache-control', `max-age=${STATUS_TTL_SECONDS}`)
          .header('access-control-allow-origin', '*')
          .serializer(String)
          .send(await statusListJwt(context, request.params.list)),
    });

    app.route({
      method: changes.method,
      url: changes.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'What has become of the tokens of the device that asks',
        querystring: z.object({ cursor: z.iso.datetime().optional() }),
        response: { 200: changes.response, ...errorResponses },
      },
      handler: (request) => tokenChanges(context, deviceOf(request), request.query.cursor),
    });

    app.route({
      method: settle.method,
      url: settle.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'Takes a person off the call-back list of the facility',
        params: z.object({ tokenId: z.string().max(64) }),
        response: { 200: settle.response, ...errorResponses },
      },
      handler: async (request) => {
        const { id: by, hcode } = deviceOf(request);
        const { tokenId } = request.params;
        return { settled: await settleCallBack(db, { tokenId, hcode, by, at: now() }) };
      },
    });

    app.route({
      method: revoke.method,
      url: revoke.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'Revokes a token of the facility, or those that the same person got there before it',
        params: z.object({ tokenId: z.string().max(64) }),
        body: revoke.body,
        response: { 200: revoke.response, ...errorResponses },
      },
      handler: async (request) => {
        const { id: by, hcode } = deviceOf(request);
        const { which, reason } = request.body;
        const revocation = { tokenId: request.params.tokenId, reason, by, at: now() };
        return { revoked: await revokeAsAsked(db, revocation, { hcode, which }) };
      },
    });
  };
}
