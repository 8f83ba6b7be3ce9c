/** A verifier's question that this wallet answers (OpenID4VP 1.0 s.5): the level and nothing else. */
export type LevelRequest = {
  audience: string;
  nonce: string;
  state: string;
  responseUri: string;
  /** By which the answer names the credential. */
  queryId: string;
};

type DcqlQuery = {
  credentials?: {
    id?: string;
    format?: string;
    meta?: { vct_values?: string[] };
    claims?: { path?: string[] }[];
  }[];
};

const TYPE = 'urn:th:morprom:identity-level:1';

/** Whether the address holds a request at all. */
export const isRequest = (parameters: URLSearchParams): boolean => parameters.has('client_id');

/**
 * The request in the page's address. Null when this wallet does not answer it: it asks for more than the level, is not of
 * the one kind that is supported, or comes from a verifier elsewhere, to which this page's policy lets nothing out.
 */
export function requestIn(parameters: URLSearchParams, centreUrl: string): LevelRequest | null {
  const [type, mode, audience, responseUri, nonce, state, query] = [
    ...['response_type', 'response_mode', 'client_id', 'response_uri', 'nonce', 'state', 'dcql_query'],
  ].map((name) => parameters.get(name) ?? '');
  const queryId = levelQueryId(query ?? '');
  if (!audience || !responseUri || !nonce || !state || queryId === null) return null;
  const isSupported = type === 'vp_token' && mode === 'direct_post';
  const isOurs = audience === `redirect_uri:${responseUri}` && responseUri.startsWith(`${centreUrl}/`);
  return isSupported && isOurs ? { audience, nonce, state, responseUri, queryId } : null;
}

/** The id of the query's one credential, when it is our kind and its level is all that is asked (DCQL, s.6). */
function levelQueryId(text: string): string | null {
  try {
    const { credentials: [asked, ...more] = [] } = JSON.parse(text) as DcqlQuery;
    const paths = asked?.claims?.map(({ path }) => path?.join('.'));
    const isOurs = asked?.format === 'dc+sd-jwt' && asked.meta?.vct_values?.includes(TYPE);
    return isOurs && paths?.join() === 'level' && more.length === 0 ? (asked.id ?? null) : null;
  } catch {
    // What is no JSON is no query of ours.
    return null;
  }
}

/** Answers by `direct_post` (s.8.2). @returns where the verifier sends the browser. @throws when the answer is refused */
export async function answerRequest(
  { responseUri, state, queryId }: LevelRequest,
  presentation: string,
): Promise<string> {
  const body = new URLSearchParams({ state, vp_token: JSON.stringify({ [queryId]: [presentation] }) });
  const response = await fetch(responseUri, { method: 'POST', body });
  if (!response.ok) throw new Error(`the verifier answered ${response.status}`);
  return ((await response.json()) as { redirect_uri: string }).redirect_uri;
}
