import type { RegionRow } from '../../../contract/report.ts';
import { count, percentOf, useReport } from './report-context.ts';
import { shadesOf } from './shades.ts';

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

/** The health regions as tiles, shaded by count or rate; each says its number and value, and leads to its facilities. */
export function RegionMap({ regions }: { regions: readonly RegionRow[] }) {
  const { text, view, go } = useReport();
  const measured = ({ totals }: RegionRow): number | null => {
    if (totals === null) return null;
    if (view.measure === 'tokens') return totals.tokens;
    return totals.tokens === 0 ? null : totals.confirmedTokens / totals.tokens;
  };
  const said = view.measure === 'tokens' ? count : percentOf;
  const shades = shadesOf(regions.map(measured).filter((value) => value !== null));
  const shadeOf = (value: number): number =>
    shades.find(({ least, most }) => value >= least && value <= most)?.shade ?? 0;
  return (
    <figure className="map">
      <div className="tiles">
        {regions.map((row) => {
          const { region } = row;
          const value = measured(row);
          const [gridColumn, gridRow] = PLACES[region] ?? [1, 1];
          return (
            <button
              key={region}
              type="button"
              className={`tile shade-${value === null ? 0 : shadeOf(value)}`}
              style={{ gridColumn, gridRow }}
              onClick={() => go({ tab: 'facilities', region, page: 1 })}
            >
              <span className="unseen">{text.regionNumber(region)}: </span>
              <strong aria-hidden="true">{text.regionShort(region)}</strong>
              <span>{value === null ? text.nothing : said(value)}</span>
            </button>
          );
        })}
      </div>
      <figcaption>
        <ul className="legend">
          {shades.map(({ shade, least, most }) => (
            <li key={shade}>
              <span className={`swatch shade-${shade}`} />
              {least === most ? said(least) : `${said(least)} – ${said(most)}`}
            </li>
          ))}
          <li>
            <span className="swatch shade-0" />
            {text.nothing}
          </li>
        </ul>
        <p className="quiet small">{text.mapNote}</p>
      </figcaption>
    </figure>
  );
}
