import type { OauthError } from '../../contract/central-api.ts';
import type { ErrorReport } from '../../contract/errors.ts';
import { decodeJson, holderKeyOf, type KeptCredential, publicJwkOf, signWithKey } from './wallet-store.ts';

/** The contract's paths and names; the contract itself needs a library that this page does without. */
const PATHS = {
  token: '/v1/oid4vci/token',
  nonce: '/v1/oid4vci/nonce',
  credential: '/v1/oid4vci/credential',
};
const GRANT = 'urn:ietf:params:oauth:grant-type:pre-authorized_code';
const CONFIGURATION = 'morprom-identity-level';
const PROOF_TYPE = 'openid4vci-proof+jwt';

export type ClaimResult = { kept: KeptCredential } | { error: ErrorReport };

/** Claims a token by OpenID4VCI: code and transaction code for an access token, proof of possession for the credential. */
export async function claimToken(
  issuer: string,
  token: string,
  transactionCode: string,
): Promise<ClaimResult> {
  const tokenId = tokenIdOf(token);
  if (tokenId === null) return { error: { code: 'TOKEN_INVALID' } };
  try {
    const access = await post<{ access_token: string }>(
      PATHS.token,
      new URLSearchParams({ grant_type: GRANT, 'pre-authorized_code': token, tx_code: transactionCode }),
    );
    const { c_nonce: nonce } = await post<{ c_nonce: string }>(PATHS.nonce, null);
    const key = await holderKeyOf(tokenId);
    const proof = await signWithKey(key, {
      header: { typ: PROOF_TYPE, jwk: await publicJwkOf(key) },
      claims: { aud: issuer, nonce, iat: Math.floor(Date.now() / 1000) },
    });
    const answer = await post<{ credentials: { credential: string }[] }>(
      PATHS.credential,
      JSON.stringify({ credential_configuration_id: CONFIGURATION, proofs: { jwt: [proof] } }),
      { 'content-type': 'application/json', authorization: `Bearer ${access.access_token}` },
    );
    const [first] = answer.credentials;
    return first === undefined
      ? { error: { code: 'INTERNAL' } }
      : { kept: { tokenId, credential: first.credential } };
  } catch (thrown) {
    return { error: thrown instanceof Refused ? thrown.report : { code: 'CENTRE_UNREACHABLE' } };
  }
}

function tokenIdOf(token: string): string | null {
  try {
    const { jti } = decodeJson(token.split('.')[1] ?? '') as { jti?: unknown };
    return typeof jti === 'string' ? jti : null;
  } catch {
    return null;
  }
}

class Refused extends Error {
  report: ErrorReport;
  constructor(report: ErrorReport) {
    super(report.code);
    this.report = report;
  }
}

async function post<Answer>(
  path: string,
  body: string | URLSearchParams | null,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(path, { method: 'POST', headers, body });
  const content: unknown = await response.json();
  if (response.ok) return content as Answer;
  const { code, details } = content as OauthError;
  throw new Refused({ code, ...(details && { details }) });
}
