import { SignJWT } from 'jose';
import type { DeviceKey } from './device-key.ts';

const LIFETIME_SECONDS = 60;

type Input = {
  key: DeviceKey;
  /** The centre's address. */
  audience: string;
  now: Date;
  jti: string;
  /** By which the centre tells copies of a disk apart. */
  chain: { from: string | null; to: string };
};

/** What a device shows to get an access token: a JWT by its key (RFC 7523 s.3). */
export function clientAssertion({ key, audience, now, jti, chain }: Input): Promise<string> {
  const issuedSeconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ chain })
    .setProtectedHeader({ alg: 'ES256' })
    .setIssuer(key.thumbprint)
    .setSubject(key.thumbprint)
    .setAudience(audience)
    .setJti(jti)
    .setIssuedAt(issuedSeconds)
    .setExpirationTime(issuedSeconds + LIFETIME_SECONDS)
    .sign(key.privateKey);
}
