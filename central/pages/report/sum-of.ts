import type { Totals } from '../../../contract/report.ts';

/** A person may be in several rows: as on paper, they are summed as they stand. */
export function sumOf(rows: readonly Totals[]): Totals {
  const sum = (name: keyof Totals) => rows.reduce((total, row) => total + row[name], 0);
  return {
    ...{ devices: sum('devices'), persons: sum('persons') },
    ...{ tokens: sum('tokens'), confirmedTokens: sum('confirmedTokens') },
  };
}
