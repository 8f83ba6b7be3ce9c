import type { KioskError } from '../../contract/index.ts';
import { pcscWordOf } from './pcsc-supervisor.ts';

/** Contacts bounce and readers start up: right after an insertion a card seems gone or dead for a moment. */
export const SETTLE_MS = 200;
const SETTLE_TRIES = 3;
const BUSY_RETRY_MS = 1000;

/**
 * How long to wait before a card that is still in is tried again; null when trying again is of no use.
 * @param failures how often reading this card has failed, this time counted.
 */
export function retryAfterMs(error: KioskError, failures: number): number | null {
  const pcsc = pcscWordOf(error);
  // Another program reset the card: the session is void, the card is fine.
  if (pcsc === 'ResetCard' && failures === 1) return 0;
  if (error.code === 'READER_BUSY') return BUSY_RETRY_MS;
  const mayHaveBounced = error.code === 'CARD_REMOVED' || pcsc === 'UnpoweredCard';
  return mayHaveBounced && failures <= SETTLE_TRIES ? SETTLE_MS : null;
}
