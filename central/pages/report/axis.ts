import type { Grain } from '../../../contract/report.ts';
import { type Days, daysFrom } from './view.ts';

const MOST_LINES = 5;
const STEPS = [1, 2, 5, 10];

/** Round numbers from 0 to just above `most`, to read a chart's columns by. They are whole: they count. */
export function axisOf(most: number): number[] {
  const least = Math.max(1, most) / (MOST_LINES - 1);
  const magnitude = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  const step = magnitude * (STEPS.find((each) => each * magnitude >= least) ?? 10);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, at) => at * step);
}

/** Whether not all days of a column are counted: the period begins or ends within it, or it is not over. */
export function isUnfinished(start: string, grain: Grain, { from, to }: Days, today: string): boolean {
  const end = lastDayOf(start, grain);
  return start < from || end > to || end >= today;
}

function lastDayOf(start: string, grain: Grain): string {
  if (grain === 'day') return start;
  if (grain === 'week') return daysFrom(start, 6);
  const [year = 0, month = 0] = start.split('-').map(Number);
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
