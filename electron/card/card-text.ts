import { KioskError, type PartialDate } from '../../contract/index.ts';

const BUDDHIST_ERA_YEARS = 543;
const tis620 = new TextDecoder('windows-874', { fatal: true });

/**
 * Text of a card's field: TIS-620, padded with spaces or zeros, which are taken off.
 * @throws KioskError CARD_DATA_INVALID on bytes that are no letters.
 */
export function decodeText(bytes: Uint8Array): string {
  let text: string;
  try {
    text = tis620.decode(bytes);
  } catch (cause) {
    throw new KioskError('CARD_DATA_INVALID', {}, { cause });
  }
  const trimmed = text.replace(/[\s\0]+$/, '').trimStart();
  // Some builds of ICU turn bytes without a letter into private characters instead of failing.
  if (/[\p{Cc}\p{Co}]/u.test(trimmed)) throw invalid('bytes that are no letters');
  return trimmed;
}

/** A text's parts between `#` signs, each trimmed. Empty parts stay: the place tells what a part is. */
export function splitParts(text: string, count: number, what: string): string[] {
  const parts = text.split('#').map((part) => part.trim());
  if (parts.length !== count) throw invalid(`${what} of ${parts.length} parts, not ${count}`);
  return parts;
}

/**
 * A date as the card writes it: YYYYMMDD in the Buddhist era; `00` leaves the day, or the month and the day,
 * open. The year is the Buddhist one less 543, as all registers count.
 * @throws KioskError CARD_DATA_INVALID when it is no date.
 */
export function parseDate(text: string): PartialDate {
  if (!/^\d{8}$/.test(text)) throw invalid('a date that is not eight digits');
  const year = Number(text.slice(0, 4)) - BUDDHIST_ERA_YEARS;
  const month = Number(text.slice(4, 6));
  const day = Number(text.slice(6, 8));
  const isPlausible = year >= 1800 && year <= 2200 && month <= 12 && (month > 0 || day === 0);
  if (!isPlausible || day > daysIn(year, month)) throw invalid('a date that does not exist');
  return { year, month: month || null, day: day || null };
}

function daysIn(year: number, month: number): number {
  return month === 0 ? 0 : new Date(Date.UTC(year, month, 0)).getUTCDate();
}

export function invalid(what: string): KioskError {
  return new KioskError('CARD_DATA_INVALID', {}, { cause: new Error(`The card holds ${what}.`) });
}
