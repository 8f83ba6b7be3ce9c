import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import {
  CENTRAL_ROUTES,
  hcodeSchema,
  type PeriodQuery,
  periodQuerySchema,
  seriesQuerySchema,
} from '../../contract/index.ts';
import { asViewer } from '../access/index.ts';
import type { CentreContext } from '../context.ts';
import { authenticateDevice, deviceOf } from '../devices/index.ts';
import { errorResponses, sendWritten } from '../http/index.ts';
import { facilityReport } from './facility.ts';
import { facilityTable } from './facility-table.ts';
import { series } from './series.ts';
import { sharedAnswers } from './shared-answers.ts';
import { type Period, periodOf } from './sums.ts';
import { deviceReport, nationalReport, regionReport } from './totals.ts';

const { deviceReport: ofDevice, nationalReport: national, regionReport: ofRegion } = CENTRAL_ROUTES;
const { facilityReport: ofFacility, ownFacility, reportSeries } = CENTRAL_ROUTES;
const regionParams = z.object({ region: z.coerce.number().int().min(1).max(13) });

/** Counts only: no route here knows a citizen. */
export function reportRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { db, now } = context;
  const answer = sharedAnswers(context);
  /** The period that is asked for, and when. */
  const asked = (query: PeriodQuery): [Period, Date] => {
    const at = now();
    return [periodOf(query, at), at];
  };
  return async (app) => {
    app.route({
      method: ofDevice.method,
      url: ofDevice.path,
      onRequest: authenticateDevice(context),
      schema: {
        summary: 'Counts of the asking device, its facility and its region',
        querystring: periodQuerySchema,
        response: { 200: ofDevice.response, ...errorResponses },
      },
      handler: (request) => deviceReport(db, deviceOf(request), ...asked(request.query)),
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
      handler: (request) => facilityReport(db, deviceOf(request).hcode, ...asked(request.query)),
    });
    app.route({
      method: national.method,
      url: national.path,
      schema: {
        summary: 'Counts of the health regions, as far as the viewer may see',
        querystring: periodQuerySchema,
        response: { 200: national.response, ...errorResponses },
      },
      handler: (request) =>
        answer(request, (scoped, { scope }) => nationalReport(scoped, scope.kind, ...asked(request.query))),
    });
    app.route({
      method: ofRegion.method,
      url: ofRegion.path,
      schema: {
        summary: 'Counts of the facilities of a health region',
        params: regionParams,
        querystring: periodQuerySchema,
        response: { 200: ofRegion.response, ...errorResponses },
      },
      handler: async (request, reply) =>
        sendWritten(
          reply,
          await answer(request, (scoped) =>
            regionReport(scoped, request.params.region, ...asked(request.query)),
          ),
        ),
    });
    app.route({
      method: 'GET',
      url: '/v1/reports/regions/:region/table.:format',
      // A file, not an answer of the contract: pages lead to it, programs read the JSON.
      schema: {
        hide: true,
        params: regionParams.extend({ format: z.enum(['xlsx', 'csv']) }),
        querystring: periodQuerySchema,
      },
      handler: async (request, reply) => {
        const { region, format } = request.params;
        const [period, at] = asked(request.query);
        const json = await asViewer(context, request, (scoped) => regionReport(scoped, region, period, at));
        const report = ofRegion.response.parse(JSON.parse(json));
        const { mediaType, content } = await facilityTable(report, period, format);
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
      schema: {
        summary: 'Counts of a facility, its devices and its operators',
        params: z.object({ hcode: hcodeSchema }),
        querystring: periodQuerySchema,
        response: { 200: ofFacility.response, ...errorResponses },
      },
      handler: (request) =>
        answer(request, (scoped) => facilityReport(scoped, request.params.hcode, ...asked(request.query))),
    });
    app.route({
      method: reportSeries.method,
      url: reportSeries.path,
      schema: {
        summary: 'Counts by day, week or month',
        querystring: seriesQuerySchema,
        response: { 200: reportSeries.response, ...errorResponses },
      },
      handler: (request) =>
        answer(request, (scoped, { scope }) => series(scoped, request.query, scope.kind, now())),
    });
  };
}
