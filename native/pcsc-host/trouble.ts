import type { ErrorCode } from '../../contract/index.ts';
import type { PcscFault } from './protocol.ts';

/** What PC/SC's words mean to a person at the counter (names as pcsc-mini gives them, values from winscard.h). */
const TROUBLE: Readonly<Record<string, ErrorCode>> = {
  /** 0x80100069 */
  RemovedCard: 'CARD_REMOVED',
  /** 0x8010000C */
  NoSmartCard: 'CARD_REMOVED',
  /** 0x80100016: the answer did not come through; most often the card was just being pulled out. */
  NotTransacted: 'CARD_REMOVED',
  /** 0x80100066 */
  UnresponsiveCard: 'CARD_MUTE',
  /** 0x80100067: the reader could not power it. */
  UnpoweredCard: 'CARD_MUTE',
  /** 0x80100065 and 0x8010000F: a card, but none that speaks as a Thai ID card does. */
  UnsupportedCard: 'CARD_NOT_THAI_ID',
  ProtoMismatch: 'CARD_NOT_THAI_ID',
  /** 0x8010000B */
  SharingViolation: 'READER_BUSY',
  /** 0x80100068: another program reset the card under our hands. */
  ResetCard: 'READER_BUSY',
  /** 0x80100017, 0x80100009, 0x8010002E */
  ReaderUnavailable: 'READER_MISSING',
  UnknownReader: 'READER_MISSING',
  NoReadersAvailable: 'READER_MISSING',
  /** 0x8010001D, 0x8010001E, 0x80100003, 0x80100013, 0x80100012 */
  NoService: 'PCSC_STOPPED',
  ServiceStopped: 'PCSC_STOPPED',
  InvalidHandle: 'PCSC_STOPPED',
  CommError: 'PCSC_STOPPED',
  SystemCancelled: 'PCSC_STOPPED',
  Shutdown: 'PCSC_STOPPED',
};

/** What was thrown by pcsc-mini, in the catalogue's terms. */
export function toFault(thrown: unknown): PcscFault {
  const pcsc = pcscCode(thrown);
  return { code: TROUBLE[pcsc] ?? 'INTERNAL', pcsc };
}

function pcscCode(thrown: unknown): string {
  const isCoded = thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string';
  return isCoded ? String(thrown.code) : String(thrown);
}
