import { type JWTPayload, SignJWT } from 'jose';
import type { CentreKeys } from './centre-keys.ts';

/** JWS (compact, ES256) by the centre; `typ` tells what the claims are. */
export function signAsCentre(keys: CentreKeys, typ: string, claims: JWTPayload): Promise<string> {
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', typ, kid: keys.signing.kid })
    .sign(keys.signing.privateKey);
}
