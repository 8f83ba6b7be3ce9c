import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { CENTRAL_ROUTES, CREDENTIAL_CONFIGURATION, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { makeNonce } from '../devices/index.ts';
import { handleOauthError, limitRate, oauthErrorResponses } from '../http/index.ts';
import { claimAgain, confirmToken, openClaim } from './claim.ts';
import { issueCredential } from './credential.ts';
import { giveHolderAccess, openHolderAccess } from './holder-access.ts';
import { verifyHolderProof } from './holder-proof.ts';
import { createIssuerLibrary } from './issuer-library.ts';

const { claimToken, nonce, credential } = CENTRAL_ROUTES;
const CLAIMS_PER_MINUTE = 120;

/** The centre as an issuer by OpenID4VCI 1.0: pre-authorized code, transaction code, proof of possession. */
export function issuanceRoutes(context: CentreContext): FastifyPluginAsyncZod {
  const { keys, now } = context;
  const library = createIssuerLibrary(context);
  const { issuer, metadata } = library;
  const noStore = { 'cache-control': 'no-store' };
  return async (app) => {
    app.setErrorHandler(handleOauthError);
    app.get('/.well-known/openid-credential-issuer', { schema: { hide: true } }, () =>
      Promise.resolve(metadata.credentialIssuer),
    );
    app.get('/.well-known/oauth-authorization-server', { schema: { hide: true } }, () =>
      Promise.resolve(metadata.authorizationServers[0]),
    );

    app.route({
      method: claimToken.method,
      url: claimToken.path,
      onRequest: limitRate({ max: CLAIMS_PER_MINUTE, now }),
      schema: {
        summary:
          'Takes a provisional token and its transaction code (OpenID4VCI 1.0 s.6), or a refresh token',
        consumes: ['application/x-www-form-urlencoded'],
        body: claimToken.body,
        response: { 200: claimToken.response, ...oauthErrorResponses },
      },
      handler: async ({ body }, reply) => {
        const claimed =
          body.grant_type === 'refresh_token'
            ? await claimAgain(context, body.refresh_token)
            : await openClaim(context, body['pre-authorized_code'], body.tx_code ?? '');
        return reply.headers(noStore).send(await giveHolderAccess(context, library, claimed));
      },
    });

    app.route({
      method: nonce.method,
      url: nonce.path,
      schema: {
        summary: 'A nonce for the proof of possession (OpenID4VCI 1.0 s.7)',
        response: { 200: nonce.response, ...oauthErrorResponses },
      },
      handler: async (_request, reply) =>
        reply
          .headers(noStore)
          .send(issuer.createNonceResponse({ cNonce: makeNonce(keys, 'credential', now()) })),
    });

    app.route({
      method: credential.method,
      url: credential.path,
      schema: {
        summary: 'Confirms the token, bound to the holder’s key, as SD-JWT VC (OpenID4VCI 1.0 s.8)',
        body: credential.body,
        response: { 200: credential.response, ...oauthErrorResponses },
      },
      handler: async (request, reply) => {
        const { body } = request;
        const tokenId = await openHolderAccess(context, request.headers.authorization);
        if (body.credential_configuration_id !== CREDENTIAL_CONFIGURATION)
          throw new KioskError('REQUEST_INVALID', { reason: 'credential-configuration' });
        const holder = await verifyHolderProof(context, library, body.proofs.jwt[0] ?? '');
        const confirmed = await confirmToken(context, tokenId, holder.thumbprint);
        const issued = await issueCredential(context, confirmed, holder);
        return reply.headers(noStore).send({ credentials: [{ credential: issued }] });
      },
    });
  };
}
