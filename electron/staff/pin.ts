import { type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import type { PinHash } from '../../contract/index.ts';

/** Whether the PIN is the one that was hashed (scrypt, RFC 7914); compared in constant time. */
export async function pinMatches(pin: string, { salt, hash, ...cost }: PinHash): Promise<boolean> {
  const expected = Buffer.from(hash, 'base64');
  const given = await derivePin(pin, Buffer.from(salt, 'base64'), expected.byteLength, cost);
  return timingSafeEqual(expected, given);
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
