import { CENTRAL_ROUTES, CREDENTIAL_TYPE } from '../../contract/index.ts';

/** The name of the one credential in question and answer. */
export const QUERY_ID = 'level';

/** What is asked, in the query language of OpenID4VP (DCQL, s.6): the level of our credential and nothing else. */
const LEVEL_QUERY = {
  credentials: [
    {
      id: QUERY_ID,
      format: 'dc+sd-jwt',
      meta: { vct_values: [CREDENTIAL_TYPE] },
      claims: [{ path: ['level'] }],
    },
  ],
};

const ALGORITHMS = { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] };

const responseUri = (url: string): string => url + CENTRAL_ROUTES.answerPresentation.path;

/** Who the verifier is: with this prefix its address is its name (OpenID4VP 1.0 s.5.9.3), and presentations are made out to it. */
export const verifierId = (url: string): string => `redirect_uri:${responseUri(url)}`;

/** The authorization request (OpenID4VP 1.0 s.5): as parameters of a link that opens a wallet. */
export function authorizationRequest(
  url: string,
  { state, nonce }: { state: string; nonce: string },
): Record<string, string> {
  return {
    client_id: verifierId(url),
    response_type: 'vp_token',
    response_mode: 'direct_post',
    response_uri: responseUri(url),
    ...{ nonce, state },
    dcql_query: JSON.stringify(LEVEL_QUERY),
    client_metadata: JSON.stringify({ vp_formats_supported: { 'dc+sd-jwt': ALGORITHMS } }),
  };
}
