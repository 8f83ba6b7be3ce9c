import type { RegionRow } from '../../../contract/report.ts';
import { MAP_SIZE, regionOutlines } from './region-outlines.ts';
import { count, percentOf, useReport } from './report-context.ts';
import { shadesOf } from './shades.ts';

const OUTLINES = regionOutlines();
/** Where each region's number stands in the map's drawing: on its land, for Bangkok in the sea beside it. */
const PLACES: Readonly<Record<number, readonly [number, number]>> = {
  1: [140, 112],
  2: [176, 238],
  3: [168, 318],
  4: [240, 398],
  5: [112, 440],
  6: [322, 482],
  7: [398, 302],
  8: [388, 190],
  9: [346, 382],
  10: [498, 352],
  11: [118, 770],
  12: [222, 938],
  13: [226, 548],
};
/** From Bangkok's number to Bangkok. */
const POINTER = 'M 224 520 L 222 474';
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)}%`;

/** The map of the health regions, shaded by count or rate; each says its number and value, and leads to its facilities. */
export function RegionMap({ regions }: { regions: readonly RegionRow[] }) {
  const { text, view, go } = useReport();
  const measured = ({ totals }: RegionRow): number | null => {
    if (totals === null) return null;
    if (view.measure === 'tokens') return totals.tokens;
    return totals.tokens === 0 ? null : totals.confirmedTokens / totals.tokens;
  };
  const said = view.measure === 'tokens' ? count : percentOf;
  const values = new Map(regions.map((row) => [row.region, measured(row)]));
  const shades = shadesOf([...values.values()].filter((value) => value !== null));
  /** 0 where there is nothing, or nothing that the viewer may see. */
  const shadeAt = (region: number): number => {
    const value = values.get(region) ?? null;
    if (value === null) return 0;
    return shades.find(({ least, most }) => value >= least && value <= most)?.shade ?? 0;
  };
  const open = (region: number) => {
    if (values.has(region)) go({ tab: 'facilities', region, page: 1 });
  };
  return (
    <figure className="map">
      <div className="land">
        <svg viewBox={`0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}`} aria-hidden="true">
          {OUTLINES.map(({ region, path }) => (
            // Drawn one after the other: each region's edge lies over its neighbours', and its own land over the inner half of it.
            // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; the region's button does the same for all others
            <g key={region} className={`region shade-${shadeAt(region)}`} onClick={() => open(region)}>
              <path className="edge" d={path} />
              <path className="inside" d={path} />
            </g>
          ))}
          <path className="pointer" d={POINTER} />
        </svg>
        {[...values].map(([region, value]) => {
          const [x, y] = PLACES[region] ?? [0, 0];
          return (
            <button
              key={region}
              type="button"
              className={`tile shade-${shadeAt(region)}`}
              style={{ left: percent(x, MAP_SIZE.width), top: percent(y, MAP_SIZE.height) }}
              onClick={() => open(region)}
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
