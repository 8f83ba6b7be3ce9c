import { randomBytes } from 'node:crypto';
import type { PinHash } from '../../contract/index.ts';
import { derivePin } from './pin.ts';

/** Hashes a PIN as a provisioning file has it, with the given cost and a fresh salt. */
export async function hashPin(pin: string, cost: Omit<PinHash, 'salt' | 'hash'>): Promise<PinHash> {
  const salt = randomBytes(16);
  const hash = await derivePin(pin, salt, 32, cost);
  return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost };
}
