import { decodeJwt, exportJWK, SignJWT } from 'jose';
import type { AccessTokenResponse, OauthError } from '../../contract/central-api.ts';
import type { ErrorReport } from '../../contract/errors.ts';
import { CREDENTIAL_CONFIGURATION, PRE_AUTHORIZED_GRANT } from './wallet-offer.ts';
import { holderKeyOf, type KeptCredential } from './wallet-store.ts';

/** The contract's paths (see `wallet-offer.ts` for its names). */
const PATHS = {
  token: '/v1/oid4vci/token',
  nonce: '/v1/oid4vci/nonce',
  credential: '/v1/oid4vci/credential',
};
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
  const grant = { grant_type: PRE_AUTHORIZED_GRANT, 'pre-authorized_code': token, tx_code: transactionCode };
  return fetchCredential(issuer, tokenId, grant);
}

/** Fetches the credential again: it says what holds now. */
export function renewCredential(issuer: string, kept: KeptCredential): Promise<ClaimResult> {
  const grant = { grant_type: 'refresh_token', refresh_token: kept.refreshToken ?? '' };
  return fetchCredential(issuer, kept.tokenId, grant);
}

async function fetchCredential(
  issuer: string,
  tokenId: string,
  grant: Record<string, string>,
): Promise<ClaimResult> {
  try {
    const access = await post<AccessTokenResponse>(PATHS.token, new URLSearchParams(grant));
    const { c_nonce: nonce } = await post<{ c_nonce: string }>(PATHS.nonce, null);
    const { privateKey, publicKey } = await holderKeyOf(tokenId);
    const proof = await new SignJWT({ nonce })
      .setProtectedHeader({ alg: 'ES256', typ: PROOF_TYPE, jwk: await exportJWK(publicKey) })
      .setAudience(issuer)
      .setIssuedAt()
      .sign(privateKey);
    const answer = await post<{ credentials: { credential: string }[] }>(
      PATHS.credential,
      JSON.stringify({ credential_configuration_id: CREDENTIAL_CONFIGURATION, proofs: { jwt: [proof] } }),
      { 'content-type': 'application/json', authorization: `Bearer ${access.access_token}` },
    );
    const [first] = answer.credentials;
    if (first === undefined) return { error: { code: 'INTERNAL' } };
    const refreshToken = access.refresh_token ?? null;
    return { kept: { tokenId, credential: first.credential, refreshToken } };
  } catch (thrown) {
    return { error: thrown instanceof Refused ? thrown.report : { code: 'CENTRE_UNREACHABLE' } };
  }
}

function tokenIdOf(token: string): string | null {
  try {
    return decodeJwt(token).jti ?? null;
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
