import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses, limitRate } from '../http/index.ts';
import { claimToken } from './claim.ts';

const { method, path, body, response } = CENTRAL_ROUTES.claimToken;
const CLAIMS_PER_MINUTE = 120;

export function tokenRoutes(context: CentreContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method,
      url: path,
      onRequest: limitRate({ max: CLAIMS_PER_MINUTE, now: context.now }),
      schema: {
        summary: 'Confirms a provisional token and binds it to the key of its holder',
        body,
        response: { 200: response, ...errorResponses },
      },
      handler: (request) => claimToken(context, request.body),
    });
  };
}
