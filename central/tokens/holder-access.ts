import { jwtVerify } from 'jose';
import { z } from 'zod';
import { type AccessTokenResponse, accessTokenResponseSchema, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { ACCESS_TOKEN_TYPE } from '../devices/index.ts';
import { signAsCentre } from '../keys/index.ts';
import type { IssuerLibrary } from './issuer-library.ts';

const LIFETIME_SECONDS = 300;

/** What a holder's token lets its bearer do: ask for the credential, or for a new token of the first kind. */
const USES = {
  access: { typ: ACCESS_TOKEN_TYPE, scope: 'credential' },
  refresh: { typ: 'holder-refresh+jwt', scope: 'credential-refresh' },
} as const;
type Use = keyof typeof USES;

const claimsSchema = z.object({ sub: z.string(), scope: z.string() });

/** A token that its holder may get a credential for. */
export type ClaimedToken = { tokenId: string; expiresAt: Date };

/**
 * The access token with which one token is exchanged for a credential (OpenID4VCI 1.0 s.6.2), and the refresh token by
 * which the holder asks again when the level has risen (RFC 6749 s.6). Neither is good for anything without the holder's key.
 */
export async function giveHolderAccess(
  { keys, url, now }: CentreContext,
  { authorizationServer }: IssuerLibrary,
  { tokenId, expiresAt }: ClaimedToken,
): Promise<AccessTokenResponse> {
  const refresh = {
    ...{ iss: url, aud: url, sub: tokenId, scope: USES.refresh.scope },
    iat: Math.floor(now().getTime() / 1000),
    exp: Math.floor(expiresAt.getTime() / 1000),
  };
  const answer = await authorizationServer.createAccessTokenResponse({
    ...{ authorizationServer: url, audience: url, subject: tokenId, scope: USES.access.scope, now: now() },
    signer: { method: 'custom', alg: 'ES256', kid: keys.signing.kid },
    expiresInSeconds: LIFETIME_SECONDS,
    refreshToken: await signAsCentre(keys, USES.refresh.typ, refresh),
  });
  return accessTokenResponseSchema.parse(answer);
}

/** @returns the id of the token that the bearer has claimed. @throws REQUEST_INVALID {reason: 'access-token'} */
export async function openHolderAccess(
  context: CentreContext,
  authorization: string | undefined,
): Promise<string> {
  try {
    const jws = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1] ?? '';
    return (await open(context, 'access', jws)).tokenId;
  } catch (cause) {
    throw new KioskError('REQUEST_INVALID', { reason: 'access-token' }, { cause });
  }
}

/** @throws TOKEN_INVALID */
export async function openRefreshToken(context: CentreContext, jws: string): Promise<ClaimedToken> {
  try {
    return await open(context, 'refresh', jws);
  } catch (cause) {
    throw new KioskError('TOKEN_INVALID', {}, { cause });
  }
}

async function open({ keys, url, now }: CentreContext, use: Use, jws: string): Promise<ClaimedToken> {
  const { payload } = await jwtVerify(jws, ({ kid }) => keys.publicKeyOf(kid), {
    typ: USES[use].typ,
    algorithms: ['ES256'],
    ...{ audience: url, issuer: url },
    currentDate: now(),
    requiredClaims: ['exp'],
  });
  const { sub, scope } = claimsSchema.parse(payload);
  if (scope !== USES[use].scope) throw new Error('Made for something else');
  return { tokenId: sub, expiresAt: new Date((payload.exp ?? 0) * 1000) };
}
