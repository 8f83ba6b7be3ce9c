import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, deviceOf, makeNonce } from '../devices/index.ts';
import { errorResponses, limitRate } from '../http/index.ts';
import { tokenChanges } from './changes.ts';
import { verifyPresentation } from './presentation.ts';
import { STATUS_TTL_SECONDS, statusListJwt } from './status-list.ts';

const { statusList, present, tokenChanges: changes } = CENTRAL_ROUTES;
const PRESENTATIONS_PER_MINUTE = 120;

/** What has become of tokens: for verifiers, and for the devices that issued them. */
export function statusRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { keys, now, url } = context;
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
      handler: (request) => tokenChanges(context, deviceOf(request).id, request.query.cursor),
    });

    app.route({
      method: present.method,
      url: present.path,
      onRequest: limitRate({ max: PRESENTATIONS_PER_MINUTE, now }),
      schema: {
        summary: 'Checks a presentation that answers the verifier page',
        body: present.body,
        response: { 200: present.response, ...errorResponses },
      },
      handler: (request) => verifyPresentation(context, request.body.presentation, `${url}/verify`),
    });

    app.get('/v1/presentations/nonce', { schema: { hide: true } }, async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ nonce: makeNonce(keys, 'presentation', now()) }),
    );
  };
}
