import { createHmac } from 'node:crypto';

/** 128 bits: short in the QR, and no two citizens of a facility share one. */
const PSEUDONYM_BYTES = 16;

/**
 * The citizen's pairwise pseudonym at one facility: HMAC-SHA256 of the citizen ID under the facility's key,
 * its first 128 bits, base64url. Without the key not even a guess at the ID can be checked.
 */
export function pairwisePseudonym(pseudonymKey: Uint8Array, cid: string): string {
  return createHmac('sha256', pseudonymKey)
    .update(cid)
    .digest()
    .subarray(0, PSEUDONYM_BYTES)
    .toString('base64url');
}
