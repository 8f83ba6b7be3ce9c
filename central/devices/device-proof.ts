import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { CLOCK_TOLERANCE_SECONDS, KioskError, type PublicJwk } from '../../contract/index.ts';

const claimsSchema = z.object({
  htm: z.string(),
  htu: z.url(),
  iat: z.number(),
  jti: z.string().min(1).max(100),
  nonce: z.string().max(100).optional(),
  ath: z.string().max(100).optional(),
});

/** What makes the key, and nothing that came along with it. */
export const keySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
});

export type DeviceProof = {
  /** Thumbprint of the key (RFC 7638). */
  keyId: string;
  publicKey: PublicJwk;
  jti: string;
  nonce: string | undefined;
  /** Hash of the access token that goes with it (RFC 9449 s.4.2). */
  ath: string | undefined;
};

/**
 * Checks a DPoP proof (RFC 9449 s.4.3) but for nonce, access token and replay: signature by the key it carries,
 * method, address and time.
 *
 * @throws REQUEST_INVALID {reason: 'proof'}; CLOCK_WRONG {minutes} when all but the time is right.
 */
export async function verifyDeviceProof(
  header: string | string[] | undefined,
  { method, url, now }: { method: string; url: string; now: Date },
): Promise<DeviceProof> {
  const { claims, jwk } = await openProof(header, now);
  if (claims.htm !== method || addressOf(claims.htu) !== addressOf(url)) throw invalidProof();
  assertTimely(claims.iat, now);
  return {
    keyId: await calculateJwkThumbprint(jwk),
    publicKey: jwk,
    jti: claims.jti,
    nonce: claims.nonce,
    ath: claims.ath,
  };
}

async function openProof(header: string | string[] | undefined, now: Date) {
  if (typeof header !== 'string') throw invalidProof();
  try {
    const { payload, protectedHeader } = await jwtVerify(header, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: ['ES256'],
      currentDate: now,
    });
    return { claims: claimsSchema.parse(payload), jwk: keySchema.parse(protectedHeader.jwk) };
  } catch (cause) {
    throw invalidProof(cause);
  }
}

/** @throws CLOCK_WRONG {minutes} when a proof made at `iat` (seconds since the epoch) is too old or from the future. */
export function assertTimely(iat: number, now: Date): void {
  const offSeconds = Math.abs(now.getTime() / 1000 - iat);
  if (offSeconds > CLOCK_TOLERANCE_SECONDS) {
    throw new KioskError('CLOCK_WRONG', { minutes: Math.round(offSeconds / 60) });
  }
}

/** Scheme, host and path: query and fragment are not part of the check (RFC 9449 s.4.3). */
function addressOf(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}

const invalidProof = (cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason: 'proof' }, { cause });
