import { createHash } from 'node:crypto';

/** An entry as it lies in the table; `details` is the JSON text itself. */
export type ChainedEntry = {
  seq: number;
  at: string;
  actor: string;
  event: string;
  subject: string | null;
  details: string;
};

/** What the first entry builds on. */
export const CHAIN_START = '0'.repeat(64);

/** SHA-256 (hexadecimal) of the hash before it and of the entry: changing one entry breaks all that follow. */
export function chainHash(previous: string, entry: ChainedEntry): string {
  const { seq, at, actor, event, subject, details } = entry;
  return createHash('sha256')
    .update(previous, 'hex')
    .update(JSON.stringify([seq, at, actor, event, subject, details]))
    .digest('hex');
}
