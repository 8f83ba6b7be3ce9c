import { z } from 'zod';
import { regionSchema } from '../../contract/index.ts';
import regions from '../../resources/regions/health-regions.json' with { type: 'json' };

const provinceSchema = z.object({ th: z.string(), en: z.string() });
const healthRegions = z
  .array(z.object({ region: regionSchema, provinces: z.array(provinceSchema) }))
  .parse(regions);

/** Health region of a province, by its Thai or English name; null when there is no such province. */
export function provinceRegion(name: string): number | null {
  const found = healthRegions.find(({ provinces }) =>
    provinces.some(({ th, en }) => th === name || en === name),
  );
  return found?.region ?? null;
}
