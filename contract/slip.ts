import type { Facility } from './device.ts';
import type { Language } from './record.ts';

/** What the slip says: the transaction code apart from its QR, and nothing of the citizen. */
export type SlipContent = {
  language: Language;
  facility: Pick<Facility, 'hcode' | 'nameTh' | 'nameEn'>;
  transactionCode: string;
  /** First letters of the record's id: what staff look a visit up by. */
  reference: string;
  /** ISO 8601 UTC. */
  madeAt: string;
  expiresAt: string;
  training: boolean;
};

/** How the slip came to be: on paper, or as a file because there is no printer. */
export type SlipMade = 'printed' | 'file';

/** So many letters of a record's id are its reference. */
export const REFERENCE_LETTERS = 8;
