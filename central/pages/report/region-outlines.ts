import map from '@svg-maps/thailand';
import healthRegions from '../../../resources/regions/health-regions.json' with { type: 'json' };

/** The library says no more of its type than that it has one. */
export const DRAWING: { viewBox: string; locations: readonly { name: string; path: string }[] } = map;
/** In units of the drawing. */
export const MAP_SIZE = { width: 560, height: 1025 } as const;

export type RegionOutline = { region: number; path: string };

/** The register and the map write some names differently (Si Sa Ket, Sisaket). */
const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, '');

/** A path that begins where it says, whatever stands before it: by itself a first `m` is meant so, and the points after it are steps. */
const standingAlone = (path: string): string => path.replace(/^m\s*([^\s,]+[\s,]+[^\s,]+)\s/, 'M $1 l ');

/**
 * The provinces of each health region as one SVG path.
 *
 * @throws Error for a province that the map does not have
 */
export function regionOutlines(): RegionOutline[] {
  const paths = new Map(DRAWING.locations.map(({ name, path }) => [plain(name), path]));
  return healthRegions.map(({ region, provinces }) => ({
    region,
    path: provinces
      .map(({ en }) => {
        const path = paths.get(plain(en));
        if (path === undefined) throw new Error(`the map has no ${en}`);
        return standingAlone(path);
      })
      .join(' '),
  }));
}
