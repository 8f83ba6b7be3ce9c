import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { CENTRAL_ROUTES, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { handleOauthError, limitRate, oauthErrorResponses } from '../http/index.ts';
import { authorizationRequest, QUERY_ID, verifierId } from './level-query.ts';
import { nonceOfRequest, openRequest, resultOfRequest, settleRequest } from './presentation-requests.ts';
import { verifyPresentation } from './verify-presentation.ts';

const { askPresentation: ask, answerPresentation: answer, presentationResult: result } = CENTRAL_ROUTES;
const CALLS_PER_MINUTE = 120;

/** The verifier page's side of OpenID4VP 1.0: it asks for the level, a wallet answers by `direct_post`, the page gets the result. */
export function verifierRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { db, url, now } = context;
  const noStore = { 'cache-control': 'no-store' };
  return async (app) => {
    app.setErrorHandler(handleOauthError);
    app.addHook('onRequest', limitRate({ max: CALLS_PER_MINUTE, now }));

    app.route({
      method: ask.method,
      url: ask.path,
      schema: {
        summary: 'Makes an authorization request that asks a wallet for the level (OpenID4VP 1.0 s.5)',
        response: { 200: ask.response, ...oauthErrorResponses },
      },
      handler: async (_request, reply) => {
        const { transactionId, ...request } = await openRequest(db, now());
        return reply.headers(noStore).send({ transactionId, request: authorizationRequest(url, request) });
      },
    });

    app.route({
      method: answer.method,
      url: answer.path,
      schema: {
        summary: 'Takes a wallet’s answer once (OpenID4VP 1.0 s.8.2)',
        consumes: ['application/x-www-form-urlencoded'],
        body: answer.body,
        response: { 200: answer.response, ...oauthErrorResponses },
      },
      handler: async ({ body: { state, vp_token } }, reply) => {
        // Other wallets may call from pages of their own.
        reply.headers({ ...noStore, 'access-control-allow-origin': '*' });
        const nonce = await nonceOfRequest(db, state, now());
        if (nonce === null) throw notAsked();
        const audience = verifierId(url);
        const level = await verifyPresentation(context, presentationIn(vp_token), { audience, nonce });
        const responseCode = await settleRequest(db, { state, level, at: now() });
        if (responseCode === null) throw notAsked();
        return reply.send({ redirect_uri: `${url}/verify#response_code=${responseCode}` });
      },
    });

    app.route({
      method: result.method,
      url: result.path,
      schema: {
        summary: 'What a request has brought, for the page that made it and was answered',
        body: result.body,
        response: { 200: result.response, ...oauthErrorResponses },
      },
      handler: async ({ body }, reply) => {
        const found = await resultOfRequest(db, body, now());
        if (found === null) throw notAsked();
        return reply.headers(noStore).send(found);
      },
    });
  };
}

const vpTokenSchema = z.object({ [QUERY_ID]: z.array(z.string().max(8000)).length(1) });

/** OpenID4VP 1.0 s.8.1: `{"<query id>": ["<presentation>"]}` */
function presentationIn(vpToken: string): string {
  try {
    return vpTokenSchema.parse(JSON.parse(vpToken))[QUERY_ID]?.[0] ?? '';
  } catch (cause) {
    throw new KioskError('REQUEST_INVALID', { reason: 'vp-token' }, { cause });
  }
}

/** Never asked, too long ago, or answered already. */
const notAsked = (): KioskError => new KioskError('REQUEST_INVALID', { reason: 'presentation-request' });
