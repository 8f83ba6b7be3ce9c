import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import {
  CENTRAL_ROUTES,
  callBacksQuerySchema,
  hoursQuerySchema,
  silentQuerySchema,
  unconfirmedByFacilityQuerySchema,
  unconfirmedQuerySchema,
} from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { errorResponses } from '../http/index.ts';
import {
  reportedCallBacks,
  silentFacilities,
  unconfirmedByFacility,
  unconfirmedTokens,
  visitHours,
} from './lists.ts';
import { sharedAnswers } from './shared-answers.ts';

const { silentFacilities: silent, unconfirmedTokens: unconfirmed } = CENTRAL_ROUTES;
const { unconfirmedByFacility: byFacility, reportedCallBacks: callBacks, visitHours: hours } = CENTRAL_ROUTES;

/** Lists to work off, as far as the viewer may see. */
export function listRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { now } = context;
  const answer = sharedAnswers(context);
  return async (app) => {
    app.route({
      method: silent.method,
      url: silent.path,
      schema: {
        summary: 'Facilities that were not heard of, or hold records back, for some days',
        querystring: silentQuerySchema,
        response: { 200: silent.response, ...errorResponses },
      },
      handler: (request) => answer(request, (scoped) => silentFacilities(scoped, request.query.days, now())),
    });
    app.route({
      method: unconfirmed.method,
      url: unconfirmed.path,
      schema: {
        summary: 'Tokens of a facility that nobody has confirmed for some days',
        querystring: unconfirmedQuerySchema,
        response: { 200: unconfirmed.response, ...errorResponses },
      },
      handler: (request) => answer(request, (scoped) => unconfirmedTokens(scoped, request.query, now())),
    });
    app.route({
      method: byFacility.method,
      url: byFacility.path,
      schema: {
        summary: 'How many such tokens each facility of a region has, the most first',
        querystring: unconfirmedByFacilityQuerySchema,
        response: { 200: byFacility.response, ...errorResponses },
      },
      handler: (request) => answer(request, (scoped) => unconfirmedByFacility(scoped, request.query, now())),
    });
    app.route({
      method: callBacks.method,
      url: callBacks.path,
      schema: {
        summary: 'People whom their facility is to call back',
        querystring: callBacksQuerySchema,
        response: { 200: callBacks.response, ...errorResponses },
      },
      handler: (request) => answer(request, (scoped) => reportedCallBacks(scoped, request.query, now())),
    });
    app.route({
      method: hours.method,
      url: hours.path,
      schema: {
        summary: 'Visits of a facility by weekday and hour',
        querystring: hoursQuerySchema,
        response: { 200: hours.response, ...errorResponses },
      },
      handler: (request) => answer(request, (scoped) => visitHours(scoped, request.query, now())),
    });
  };
}
