import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import { authenticateViewer } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses } from '../http/index.ts';
import { lookAtNames } from './look-at-names.ts';

const { citizenNames } = CENTRAL_ROUTES;

/** The only way from the report to a citizen. */
export function nameRoutes(context: CentreContext): FastifyPluginAsyncZod {
  return async (app) => {
    app.route({
      method: citizenNames.method,
      url: citizenNames.path,
      onRequest: authenticateViewer(context),
      schema: {
        summary: 'Whose tokens these are; each look is written to the audit log',
        body: citizenNames.body,
        response: { 200: citizenNames.response, ...errorResponses },
      },
      handler: async (request, reply) => {
        reply.header('cache-control', 'no-store');
        return { names: await lookAtNames(context, request, request.body.tokenIds) };
      },
    });
  };
}
