import { countOrBlank, rateOf } from './report-context.ts';
import type { Column } from './table.tsx';
import type { ReportText } from './text.ts';

/** Columns that several tables have. */

type Counted = { tokens: number; confirmedTokens: number };
type CountName = 'devices' | 'persons' | 'tokens' | 'confirmedTokens';

/**
 * These counts, and the confirmation rate.
 *
 * @param sums what the columns add up to; left out where they do not
 */
export function countColumns<Name extends CountName>(
  text: ReportText,
  names: readonly Name[],
  sums?: Record<Name, number> & Counted,
): Column<Record<Name, number | null> & Counted>[] {
  const counts = names.map((name) => ({
    ...{ name, heading: text[name], numeric: true },
    ...(sums && { sum: countOrBlank(sums[name]) }),
    cell: (row: Record<Name, number | null>) => countOrBlank(row[name]),
  }));
  const rate = {
    ...{ name: 'rate', heading: text.rate, numeric: true },
    ...(sums && { sum: rateOf(sums) }),
    cell: rateOf,
  };
  return [...counts, rate];
}

/** Code and name of a facility; the name leads to it. */
export function facilityColumns(
  text: ReportText,
  onChoose: (hcode: string) => void,
): Column<{ hcode: string; nameTh: string }>[] {
  return [
    { ...{ name: 'hcode', heading: text.hcode }, cell: ({ hcode }) => hcode },
    {
      ...{ name: 'nameTh', heading: text.nameTh, isRowHead: true },
      cell: ({ hcode, nameTh }) => (
        <button type="button" className="link" onClick={() => onChoose(hcode)}>
          {nameTh}
        </button>
      ),
    },
  ];
}
