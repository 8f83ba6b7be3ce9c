import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CENTRAL_ROUTES, hcodeSchema, periodQuerySchema, seriesQuerySchema } from '../../contract/index.ts';
import { authenticateViewer, viewerOf, withScope } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, deviceOf } from '../devices/index.ts';
import { errorResponses } from '../http/index.ts';
import { facilityReport } from './facility.ts';
import { facilityTable } from './facility-table.ts';
import { series } from './series.ts';
import { periodOf } from './sums.ts';
import { deviceReport, nationalReport, regionReport } from './totals.ts';

const { deviceReport: ofDevice, nationalReport: national, regionReport: ofRegion } = CENTRAL_ROUTES;
const { facilityReport: ofFacility, ownFacility, reportSeries } = CENTRAL_ROUTES;
const regionParams = z.object({ region: z.coerce.number().int().min(1).max(13) });

/** Counts only: no route here knows a citizen. */
export function reportRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { db, now } = context;
  const onRequest = authenticateViewer(context);
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
      method: ownFacility.method,
      url: ownFacility.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'The facility of the asking device, with its devices and operators',
        querystring: periodQuerySchema,
        response: { 200: ownFacility.response, ...errorResponses },
      },
      handler: (request) => facilityReport(db, deviceOf(request).hcode, periodOf(request.query), now()),
    });
    app.route({
      method: national.method,
      url: national.path,
      onRequest,
      schema: {
        summary: 'Counts of the health regions, as far as the viewer may see',
        querystring: periodQuerySchema,
        response: { 200: national.response, ...errorResponses },
      },
      handler: (request) => {
        const { scope } = viewerOf(request);
        return withScope(db, scope, (scoped) =>
          nationalReport(scoped, scope.kind, periodOf(request.query), now()),
        );
      },
    });
    app.route({
      method: ofRegion.method,
      url: ofRegion.path,
      onRequest,
      schema: {
        summary: 'Counts of the facilities of a health region',
        params: regionParams,
        querystring: periodQuerySchema,
        response: { 200: ofRegion.response, ...errorResponses },
      },
      handler: (request) =>
        withScope(db, viewerOf(request).scope, (scoped) =>
          regionReport(scoped, request.params.region, periodOf(request.query), now()),
        ),
    });
    app.route({
      method: 'GET',
      url: '/v1/reports/regions/:region/table.:format',
      onRequest,
      // A file, not an answer of the contract: pages lead to it, programs read the JSON.
      schema: {
        hide: true,
        params: regionParams.extend({ format: z.enum(['xlsx', 'csv']) }),
        querystring: periodQuerySchema,
      },
      handler: async (request, reply) => {
        const { region, format } = request.params;
        const report = await withScope(db, viewerOf(request).scope, (scoped) =>
          regionReport(scoped, region, periodOf(request.query), now()),
        );
        const { mediaType, content } = await facilityTable(report, periodOf(request.query), format);
        return reply
          .type(mediaType)
          .header('content-disposition', `attachment; filename="ekyc-region-${region}.${format}"`)
          .header('cache-control', 'no-store')
          .send(content);
      },
    });
    app.route({
      method: ofFacility.method,
      url: ofFacility.path,
      onRequest,
      schema: {
        summary: 'Counts of a facility, its devices and its operators',
        params: z.object({ hcode: hcodeSchema }),
        querystring: periodQuerySchema,
        response: { 200: ofFacility.response, ...errorResponses },
      },
      handler: (request) =>
        withScope(db, viewerOf(request).scope, (scoped) =>
          facilityReport(scoped, request.params.hcode, periodOf(request.query), now()),
        ),
    });
    app.route({
      method: reportSeries.method,
      url: reportSeries.path,
      onRequest,
      schema: {
        summary: 'Counts by day, week or month',
        querystring: seriesQuerySchema,
        response: { 200: reportSeries.response, ...errorResponses },
      },
      handler: (request) => {
        const { scope } = viewerOf(request);
        return withScope(db, scope, (scoped) => series(scoped, request.query, scope.kind, now()));
      },
    });
  };
}
