import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinHash } from '../../contract/index.ts';

/** Whether the PIN is the one that was hashed (scrypt, RFC 7914); compared in constant time. */
export async function pinMatches(pin: string, { salt, hash, ...cost }: PinHash): Promise<boolean> {
  const expected = Buffer.from(hash, 'base64');
  const given = await derivePin(pin, Buffer.from(salt, 'base64'), expected.byteLength, cost);
  return timingSafeEqual(expected, given);
}

/** What a PIN set at this device costs to try (RFC 7914): the same as in the centre's files. */
export const PIN_COST = { cost: 2 ** 15, blockSize: 8, parallelization: 1 } as const;
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** A PIN as it is kept, with a fresh salt. */
export async function hashPin(
  pin: string,
  cost: Omit<PinHash, 'salt' | 'hash'> = PIN_COST,
): Promise<PinHash> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derivePin(pin, salt, HASH_BYTES, cost);
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost };
}

/** scrypt of a PIN; `bytes` long. */
export function derivePin(
  pin: string,
  salt: Uint8Array,
  bytes: number,
  { cost, blockSize, parallelization }: Omit<PinHash, 'salt' | 'hash'>,
): Promise<Buffer> {
  // Node's own limit of 32 MiB is just below what N = 2^15, r = 8 takes.
  const options: ScryptOptions = { cost, blockSize, parallelization, maxmem: 256 * cost * blockSize };
  return new Promise((resolve, reject) => {
    scrypt(pin, salt, bytes, options, (fault, derived) => (fault ? reject(fault) : resolve(derived)));
  });
}
