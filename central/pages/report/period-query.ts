import { useReport } from './report-context.ts';
import { type Days, daysOf } from './view.ts';

/** The days of the view's period; null for all time. */
export function usePeriod(): Days | null {
  const { view, today } = useReport();
  return daysOf(view, today);
}

/** Of an address, with its question mark; empty for all time. */
export const periodQuery = (days: Days | null): string =>
  days === null ? '' : `?${new URLSearchParams(days)}`;
