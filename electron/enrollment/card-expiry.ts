import { type ErrorReport, type ExpiryDate, toIsoDate } from '../../contract/index.ts';

const BANGKOK_OFFSET_MS = 7 * 3_600_000;

/**
 * CARD_EXPIRED when the card's last day has passed in Thailand; null while it is valid. Where the card leaves
 * the day or month open, the last one it may mean counts.
 */
export function expiryProblem(expiry: ExpiryDate, now: Date): ErrorReport | null {
  if (expiry.kind === 'lifetime') return null;
  const { year, month, day } = expiry.date;
  const lastMonth = month ?? 12;
  const lastDay = day ?? new Date(Date.UTC(year, lastMonth, 0)).getUTCDate();
  const today = new Date(now.getTime() + BANGKOK_OFFSET_MS).toISOString().slice(0, 10);
  return toIsoDate({ year, month: lastMonth, day: lastDay }) < today
    ? { code: 'CARD_EXPIRED', details: { date: toIsoDate(expiry.date) } }
    : null;
}
