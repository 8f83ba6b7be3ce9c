import { jwtVerify } from 'jose';
import { z } from 'zod';
import { type AccessTokenResponse, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { ACCESS_TOKEN_TYPE } from '../devices/index.ts';
import { signAsCentre } from '../keys/index.ts';

const LIFETIME_SECONDS = 300;
const SCOPE = 'credential';
const claimsSchema = z.object({ sub: z.string(), scope: z.literal(SCOPE) });

/** The access token with which one token is exchanged for a credential (OpenID4VCI 1.0 s.6.2). */
export async function giveHolderAccess(
  { keys, url, now }: CentreContext,
  tokenId: string,
): Promise<AccessTokenResponse> {
  const issuedAt = Math.floor(now().getTime() / 1000);
  const accessToken = await signAsCentre(keys, ACCESS_TOKEN_TYPE, {
    ...{ iss: url, aud: url, sub: tokenId, scope: SCOPE },
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
  });
  return { access_token: accessToken, token_type: 'Bearer', expires_in: LIFETIME_SECONDS };
}

/** @returns the id of the token that the bearer has claimed. @throws REQUEST_INVALID {reason: 'access-token'} */
export async function openHolderAccess(
  { keys, url, now }: CentreContext,
  authorization: string | undefined,
): Promise<string> {
  try {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1] ?? '';
    const { payload } = await jwtVerify(token, ({ kid }) => keys.publicKeyOf(kid), {
      typ: ACCESS_TOKEN_TYPE,
      algorithms: ['ES256'],
      ...{ audience: url, issuer: url },
      currentDate: now(),
    });
    return claimsSchema.parse(payload).sub;
  } catch (cause) {
    throw new KioskError('REQUEST_INVALID', { reason: 'access-token' }, { cause });
  }
}
