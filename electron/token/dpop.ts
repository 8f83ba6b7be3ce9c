import { createHash } from 'node:crypto';
import { type JWK, SignJWT } from 'jose';
import type { DeviceKey } from './device-key.ts';

type Input = {
  key: DeviceKey;
  method: string;
  url: string;
  now: Date;
  /** Unique for each proof: the centre takes it once. */
  jti: string;
  /** The centre's last nonce. */
  nonce?: string | null;
  /** The access token that goes with the proof. */
  accessToken?: string | null;
};

/** A DPoP proof for one request (RFC 9449 s.4.2): the method, and the URL without query and fragment. */
export function dpopProof({ key, method, url, now, jti, nonce, accessToken }: Input): Promise<string> {
  const { origin, pathname } = new URL(url);
  return new SignJWT({
    htm: method,
    htu: origin + pathname,
    ...(nonce && { nonce }),
    ...(accessToken && { ath: createHash('sha256').update(accessToken).digest('base64url') }),
  })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: key.publicJwk as JWK })
    .setJti(jti)
    .setIssuedAt(Math.floor(now.getTime() / 1000))
    .sign(key.privateKey);
}
