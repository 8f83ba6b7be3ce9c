import { scrypt } from 'node:crypto';
import type { PinHash } from '../../contract/index.ts';

const COST = 2 ** 15;
const BLOCK_SIZE = 8;
const PARALLELIZATION = 1;
const HASH_BYTES = 32;

/** Hashes a PIN with scrypt (RFC 7914; N, r, p as OWASP's password storage guide has them for 32 MiB). */
export function hashPin(pin: string, salt: Uint8Array): Promise<PinHash> {
  const parameters = { cost: COST, blockSize: BLOCK_SIZE, parallelization: PARALLELIZATION };
  const maxmem = 2 * 128 * COST * BLOCK_SIZE;
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, HASH_BYTES, { ...parameters, maxmem }, (error, hash) => {
      if (error !== null) reject(error);
      else
        resolve({ salt: Buffer.from(salt).toString('base64'), hash: hash.toString('base64'), ...parameters });
    });
  });
}
