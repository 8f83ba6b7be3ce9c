import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { HOLDER_PROOF_TYPE, KioskError } from '../../contract/index.ts';
import { assertTimely } from '../devices/index.ts';

const claimsSchema = z.object({ nonce: z.string(), iat: z.number() });

/**
 * Checks that whoever claims a token holds the key that it is to be bound to.
 *
 * @returns the key's thumbprint (RFC 7638).
 * @throws REQUEST_INVALID {reason: 'holder-proof'}; CLOCK_WRONG {minutes} when all but the time is right.
 */
export async function verifyHolderProof(
  proof: string,
  { tokenId, audience, now }: { tokenId: string; audience: string; now: Date },
): Promise<string> {
  const { claims, thumbprint } = await openProof(proof, audience, now);
  if (claims.nonce !== tokenId) throw invalidProof();
  assertTimely(claims.iat, now);
  return thumbprint;
}

async function openProof(proof: string, audience: string, now: Date) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: HOLDER_PROOF_TYPE,
      algorithms: ['ES256'],
      audience,
      currentDate: now,
    });
    const jwk = z.custom<JWK>().parse(protectedHeader.jwk);
    return { claims: claimsSchema.parse(payload), thumbprint: await calculateJwkThumbprint(jwk) };
  } catch (cause) {
    throw invalidProof(cause);
  }
}

const invalidProof = (cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason: 'holder-proof' }, { cause });
