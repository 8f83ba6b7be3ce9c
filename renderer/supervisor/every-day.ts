import type { Figures } from '../../contract/index.ts';

const DAY_MS = 86_400_000;
/** Thailand has one clock and no summer time. */
const THAI_OFFSET_MS = 7 * 3_600_000;
const DAYS_OF: Record<Figures['period'], number> = { today: 1, week: 7, month: 30, all: 30 };
const NOTHING = { visits: 0, persons: 0, tokens: 0, confirmed: 0 };

/**
 * Each day of the period up to the figures' own, with a day without visits as what it is: a gap in a chart would be
 * read as if the days beside it followed one another. Of all time the latest 30, or those since the first visit.
 */
export function everyDay({ period, madeAt, byDay }: Figures): Figures['byDay'] {
  const tallies = new Map(byDay.map(({ day, tally }) => [day, tally]));
  const last = Date.parse(madeAt) + THAI_OFFSET_MS;
  const dayBefore = (ago: number) =>
    new Date(last - ago * DAY_MS).toISOString().slice(0, 'yyyy-mm-dd'.length);
  const days = Array.from({ length: DAYS_OF[period] }, (_, ago) => dayBefore(ago)).reverse();
  const first = period === 'all' ? (byDay[0]?.day ?? dayBefore(0)) : '';
  return days.filter((day) => day >= first).map((day) => ({ day, tally: tallies.get(day) ?? NOTHING }));
}
