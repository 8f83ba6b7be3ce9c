import { createHmac, timingSafeEqual } from 'node:crypto';
import { CLOCK_TOLERANCE_SECONDS } from '../../contract/index.ts';
import type { CentreKeys } from '../keys/index.ts';

/** What a nonce is for: one made for a use is good for no other. */
export type NonceUse = 'dpop' | 'credential';

const TAG_BYTES = 16;

/**
 * A nonce that tells its own age: seconds since the epoch and a keyed tag. Nothing is kept, so every process of the
 * centre takes what another gave out.
 */
export function makeNonce(keys: CentreKeys, use: NonceUse, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000).toString(36);
  return `${seconds}.${tagOf(keys, use, seconds).toString('base64url')}`;
}

/** Whether the centre made this nonce for this use within the last five minutes. */
export function isFreshNonce(keys: CentreKeys, use: NonceUse, nonce: unknown, now: Date): boolean {
  if (typeof nonce !== 'string') return false;
  const [seconds = '', tag = ''] = nonce.split('.');
  const given = Buffer.from(tag, 'base64url');
  if (given.length !== TAG_BYTES || !timingSafeEqual(given, tagOf(keys, use, seconds))) return false;
  const ageSeconds = now.getTime() / 1000 - Number.parseInt(seconds, 36);
  return Math.abs(ageSeconds) <= CLOCK_TOLERANCE_SECONDS;
}

function tagOf(keys: CentreKeys, use: NonceUse, seconds: string): Buffer {
  return createHmac('sha256', keys.secrets.nonce).update(`${use}:${seconds}`).digest().subarray(0, TAG_BYTES);
}
