import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { KioskError, type PublicJwk } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { assertTimely, isFreshNonce, keySchema } from '../devices/index.ts';

/** `typ` of the proof (OpenID4VCI 1.0, appendix F.1). */
export const HOLDER_PROOF_TYPE = 'openid4vci-proof+jwt';

const claimsSchema = z.object({ nonce: z.string(), iat: z.number() });

export type HolderKey = { publicKey: PublicJwk; thumbprint: string };

/**
 * Checks that whoever asks for a credential holds the key that it is to be bound to (OpenID4VCI 1.0, appendix F.4).
 *
 * @throws REQUEST_INVALID {reason: 'holder-proof' | 'holder-nonce'}; CLOCK_WRONG {minutes} when all but the time is right.
 */
export async function verifyHolderProof(
  { keys, url, now }: CentreContext,
  proof: string,
): Promise<HolderKey> {
  const { nonce, iat, holder } = await openProof(proof, url, now());
  if (!isFreshNonce(keys, 'credential', nonce, now())) throw refused('holder-nonce');
  assertTimely(iat, now());
  return holder;
}

async function openProof(proof: string, audience: string, now: Date) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: HOLDER_PROOF_TYPE,
      algorithms: ['ES256'],
      audience,
      currentDate: now,
    });
    const publicKey = keySchema.parse(protectedHeader.jwk);
    const holder: HolderKey = { publicKey, thumbprint: await calculateJwkThumbprint(publicKey) };
    return { ...claimsSchema.parse(payload), holder };
  } catch (cause) {
    throw refused('holder-proof', cause);
  }
}

const refused = (reason: string, cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason }, { cause });
