import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CENTRAL_ROUTES } from '../../contract/index.ts';
import { authenticateViewer, viewerOf, withScope } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, deviceOf } from '../devices/index.ts';
import { errorResponses } from '../http/index.ts';
import { deviceReport, nationalReport, regionReport } from './totals.ts';

const { deviceReport: ofDevice, nationalReport: national, regionReport: ofRegion } = CENTRAL_ROUTES;

/** Counts only: no route here knows a citizen. */
export function reportRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { db, now } = context;
  return async (app) => {
    app.route({
      method: ofDevice.method,
      url: ofDevice.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'Counts of the asking device, its facility and its region',
        response: { 200: ofDevice.response, ...errorResponses },
      },
      handler: (request) => deviceReport(db, deviceOf(request), now()),
    });
    app.route({
      method: national.method,
      url: national.path,
      onRequest: authenticateViewer(context),
      schema: {
        summary: 'Counts of the health regions, as far as the viewer may see',
        response: { 200: national.response, ...errorResponses },
      },
      handler: (request) => {
        const { scope } = viewerOf(request);
        return withScope(db, scope, (scoped) => nationalReport(scoped, scope.kind, now()));
      },
    });
    app.route({
      method: ofRegion.method,
      url: ofRegion.path,
      onRequest: authenticateViewer(context),
      schema: {
        summary: 'Counts of the facilities of a health region',
        params: z.object({ region: z.coerce.number().int().min(1).max(13) }),
        response: { 200: ofRegion.response, ...errorResponses },
      },
      handler: (request) =>
        withScope(db, viewerOf(request).scope, (scoped) =>
          regionReport(scoped, request.params.region, now()),
        ),
    });
  };
}
