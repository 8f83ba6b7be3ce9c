import { createPublicKey, createVerify, type JsonWebKey } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { PublicJwk } from '../../contract/index.ts';

/**
 * Whether a package was released by the centre: a signature (ECDSA P-256 over its SHA-256, DER) by one of its keys. The same
 * that the machine's own updater checks with `openssl dgst -sha256 -verify`. Read piece by piece: a package is a hundred
 * megabytes, and the counter works meanwhile.
 */
export async function isReleased(
  packageFile: string,
  signature: Uint8Array,
  signingKeys: readonly PublicJwk[],
): Promise<boolean> {
  const checks = signingKeys.map((jwk) => ({
    key: createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }),
    verifier: createVerify('sha256'),
  }));
  for await (const piece of createReadStream(packageFile))
    for (const { verifier } of checks) verifier.update(piece);
  return checks.some(({ key, verifier }) => verifier.verify(key, signature));
}
