import { createHash, randomBytes } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { type CryptoKey, decodeProtectedHeader } from 'jose';
import type { CentreKeys } from '../keys/index.ts';

const SALT_BYTES = 16;

const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

const es256Signer =
  (key: CryptoKey) =>
  async (data: string): Promise<string> =>
    Buffer.from(await crypto.subtle.sign(ES256, key, Buffer.from(data))).toString('base64url');

export const es256Verifier =
  (key: CryptoKey) =>
  (data: string, signature: string): Promise<boolean> =>
    crypto.subtle.verify(ES256, key, Buffer.from(signature, 'base64url'), Buffer.from(data));

/** By the key that the header names, one of the centre's: what a former key signed stays good. */
export const centreVerifier =
  (keys: CentreKeys) =>
  (data: string, signature: string): Promise<boolean> =>
    es256Verifier(keys.publicKeyOf(decodeProtectedHeader(`${data}.`).kid))(data, signature);

/** The library that makes and reads SD-JWT VCs, with the centre's keys in it. */
export function sdJwtVc(keys: CentreKeys, more: object = {}): SDJwtVcInstance {
  return new SDJwtVcInstance({
    signer: es256Signer(keys.signing.privateKey),
    signAlg: 'ES256',
    verifier: centreVerifier(keys),
    hasher: (data) =>
      createHash('sha256')
        .update(Buffer.from(data as string))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: () => randomBytes(SALT_BYTES).toString('base64url'),
    ...more,
  });
}
