import type { RegionRow } from '../../../contract/report.ts';
import { count, rateOf, useReport } from './report-context.ts';

/** Column and row of each region's tile: roughly where it lies, the north at the top. */
const PLACES: Readonly<Record<number, readonly [number, number]>> = {
  1: [1, 1],
  2: [2, 2],
  3: [2, 3],
  4: [2, 4],
  5: [1, 5],
  6: [3, 5],
  7: [4, 3],
  8: [4, 2],
  9: [3, 4],
  10: [5, 3],
  11: [1, 6],
  12: [2, 7],
  13: [2, 5],
};
const SHADES = [1, 2, 3, 4];

/** The health regions as tiles, shaded by count or rate; each says its number and value, and leads to its facilities. */
export function RegionMap({ regions }: { regions: readonly RegionRow[] }) {
  const { text, view, go } = useReport();
  const measured = ({ totals }: RegionRow): number | null => {
    if (totals === null) return null;
    if (view.measure === 'tokens') return totals.tokens;
    return totals.tokens === 0 ? null : totals.confirmedTokens / totals.tokens;
  };
  const values = regions.map(measured).filter((value) => value !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  /** From the least to the most in equal steps: rates lie close together. */
  const shadeOf = (value: number | null): number => {
    if (value === null) return 0;
    if (most === least) return 1;
    return Math.min(SHADES.length, 1 + Math.floor(((value - least) / (most - least)) * SHADES.length));
  };
  return (
    <figure className="map">
      <div className="tiles">
        {regions.map((row) => {
          const { region, totals } = row;
          const [gridColumn, gridRow] = PLACES[region] ?? [1, 1];
          const said =
            totals === null
              ? text.nothing
              : view.measure === 'tokens'
                ? count(totals.tokens)
                : rateOf(totals) || text.nothing;
          return (
            <button
              key={region}
              type="button"
              className={`tile shade-${shadeOf(measured(row))}`}
              style={{ gridColumn, gridRow }}
              onClick={() => go({ tab: 'facilities', region, page: 1 })}
            >
              <span className="unseen">{text.regionNumber(region)}: </span>
              <strong aria-hidden="true">{region}</strong>
              <span>{said}</span>
            </button>
          );
        })}
      </div>
      <figcaption className="legend">
        <span>{text.less}</span>
        {SHADES.map((shade) => (
          <span key={shade} className={`swatch shade-${shade}`} />
        ))}
        <span>{text.more}</span>
        <span className="swatch shade-0" />
        <span>{text.nothing}</span>
      </figcaption>
    </figure>
  );
}
