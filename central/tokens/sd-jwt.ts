import { createHash, randomBytes } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import type { CryptoKey } from 'jose';
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

/** The library that makes and reads SD-JWT VCs, with the centre's key in it. */
export function sdJwtVc(
  { privateKey, publicKey }: CentreKeys['signing'],
  more: object = {},
): SDJwtVcInstance {
  return new SDJwtVcInstance({
    signer: es256Signer(privateKey),
    signAlg: 'ES256',
    verifier: es256Verifier(publicKey),
    hasher: (data) =>
      createHash('sha256')
        .update(Buffer.from(data as string))
        .digest(),
    hashAlg: 'sha-256',
    saltGenerator: () => randomBytes(SALT_BYTES).toString('base64url'),
    ...more,
  });
}
