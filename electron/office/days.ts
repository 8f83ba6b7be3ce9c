import type { Days, Period } from '../../contract/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Thailand has one clock and no summer time. */
const THAI_OFFSET_MS = 7 * HOUR_MS;
const DAYS_OF: Record<Exclude<Period, 'all'>, number> = { today: 1, week: 7, month: 30 };

/** When a day began on the Thai clock; ISO 8601 UTC. */
export function dayBegins(now: Date, daysAgo: number): string {
  const thai = now.getTime() + THAI_OFFSET_MS;
  return new Date(thai - (thai % DAY_MS) - THAI_OFFSET_MS - daysAgo * DAY_MS).toISOString();
}

/** The moment so many times 24 hours ago; ISO 8601 UTC. */
export const daysBefore = (now: Date, days: number): string =>
  new Date(now.getTime() - days * DAY_MS).toISOString();

/** When the period began; empty, before every moment, for all time. */
export function periodBegins(now: Date, period: Period): string {
  return period === 'all' ? '' : dayBegins(now, DAYS_OF[period] - 1);
}

/** The period as the centre is asked for it, in days of the Thai clock; null for all time. */
export function daysOf(now: Date, period: Period): Days | null {
  return period === 'all' ? null : { from: dayOf(periodBegins(now, period)), to: dayOf(now.toISOString()) };
}

/** The day of a moment (ISO 8601 UTC) on the Thai clock, `2026-11-22`. */
export const dayOf = (moment: string): string => onThaiClock(moment).slice(0, 'yyyy-mm-dd'.length);

/** A moment (ISO 8601 UTC) for the name of a file, to the minute on the Thai clock: `2026-11-22-14-05`. */
export const forFileName = (moment: string): string =>
  onThaiClock(moment).slice(0, 'yyyy-mm-ddThh:mm'.length).replace(/[:T]/g, '-');

const onThaiClock = (moment: string): string => new Date(Date.parse(moment) + THAI_OFFSET_MS).toISOString();
