import type { Totals } from '../../../contract/report.ts';

const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
const percent = new Intl.NumberFormat('en-US', { ...oneDigit, style: 'percent' });
const points = new Intl.NumberFormat('en-US', oneDigit);

/** In percent of what was; `isNew` where there was nothing before; blank where there is nothing to compare. */
export function changeOf(now: number, before: number, isNew: string): string {
  if (before === 0) return now === 0 ? '' : isNew;
  return percent.format((now - before) / before);
}

/** Of the confirmation rate, in percentage points; blank unless both periods have one. */
export function rateChangeOf(
  now: Totals | null,
  before: Totals | null,
  inPoints: (points: string) => string,
): string {
  if (!now?.tokens || !before?.tokens) return '';
  const share = ({ confirmedTokens, tokens }: Totals): number => confirmedTokens / tokens;
  return inPoints(points.format(100 * (share(now) - share(before))));
}
