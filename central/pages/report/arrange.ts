import type { FacilityRow } from '../../../contract/report.ts';
import type { SortKey, View } from './view.ts';

export const PAGE_ROWS = 50;

const thai = new Intl.Collator('th', { numeric: true });

export type Arranged = {
  /** Those of the page that is shown. */
  rows: FacilityRow[];
  /** All that match the search. */
  found: FacilityRow[];
  page: number;
  pages: number;
};

/** Facilities as the view asks for them: those that match the search, in order (words by Thai collation), by pages. */
export function arrange(
  facilities: readonly FacilityRow[],
  { search, sort, down, page: asked }: Pick<View, 'search' | 'sort' | 'down' | 'page'>,
): Arranged {
  const words = search.trim().toLowerCase().split(/\s+/);
  const found = facilities
    .filter((row) => {
      const text = `${row.hcode} ${row.nameTh} ${row.province} ${row.amphoe}`.toLowerCase();
      return words.every((word) => text.includes(word));
    })
    .sort(
      (one, other) => (down ? -1 : 1) * compare(one, other, sort) || thai.compare(one.hcode, other.hcode),
    );
  const pages = Math.max(1, Math.ceil(found.length / PAGE_ROWS));
  const page = Math.min(asked, pages);
  return { found, pages, page, rows: found.slice((page - 1) * PAGE_ROWS, page * PAGE_ROWS) };
}

function compare(one: FacilityRow, other: FacilityRow, key: SortKey): number {
  if (key === 'rate') return share(one) - share(other);
  const [left, right] = [one[key], other[key]];
  return typeof left === 'number' && typeof right === 'number'
    ? left - right
    : thai.compare(String(left), String(right));
}

/** Those without a token come before those of whom nobody has confirmed. */
const share = ({ tokens, confirmedTokens }: FacilityRow): number =>
  tokens === 0 ? -1 : confirmedTokens / tokens;
