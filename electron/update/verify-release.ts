import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import type { PublicJwk } from '../../contract/index.ts';

/**
 * Whether a package was released by the centre: a signature (ECDSA P-256 over its SHA-256, DER) by one of its keys. The same
 * that the machine's own updater checks with `openssl dgst -sha256 -verify`.
 */
export function isReleased(
  packageFile: Uint8Array,
  signature: Uint8Array,
  signingKeys: readonly PublicJwk[],
): boolean {
  return signingKeys.some((jwk) =>
    verify('sha256', packageFile, createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }), signature),
  );
}
