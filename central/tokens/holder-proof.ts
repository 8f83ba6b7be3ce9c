import { calculateJwkThumbprint, decodeJwt } from 'jose';
import { KioskError, type PublicJwk } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { assertTimely, isFreshNonce, keySchema } from '../devices/index.ts';
import type { IssuerLibrary } from './issuer-library.ts';

export type HolderKey = { publicKey: PublicJwk; thumbprint: string };

/**
 * Checks that whoever asks for a credential holds the key that it is to be bound to (OpenID4VCI 1.0, appendix F.4).
 *
 * @throws REQUEST_INVALID {reason: 'holder-proof' | 'holder-nonce'}; CLOCK_WRONG {minutes} when all but the time is right.
 */
export async function verifyHolderProof(
  { keys, now }: CentreContext,
  library: IssuerLibrary,
  proof: string,
): Promise<HolderKey> {
  const { nonce, iat, holder } = await openProof(library, proof, now());
  if (!isFreshNonce(keys, 'credential', nonce, now())) throw refused('holder-nonce');
  assertTimely(iat, now());
  return holder;
}

async function openProof({ issuer, metadata }: IssuerLibrary, jwt: string, now: Date) {
  try {
    const { payload, signer } = await issuer.verifyCredentialRequestJwtProof({
      ...{ issuerMetadata: metadata, jwt, now },
      // Nonces tell their own age and use: none is kept that this one could be compared with.
      expectedNonce: decodeJwt<{ nonce: string }>(jwt).nonce,
    });
    const publicKey = keySchema.parse(signer.publicJwk);
    const holder: HolderKey = { publicKey, thumbprint: await calculateJwkThumbprint(publicKey) };
    return { nonce: payload.nonce, iat: payload.iat, holder };
  } catch (cause) {
    throw refused('holder-proof', cause);
  }
}

const refused = (reason: string, cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason }, { cause });
