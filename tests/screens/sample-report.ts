import { createHash } from 'node:crypto';
import type { RunningCentre } from '../../central/index.ts';
import regions from '../../resources/regions/health-regions.json' with { type: 'json' };

type Db = RunningCentre['db'];

/** Bangkok has not reported: the page says "no data" of it, not nought. */
const SILENT_REGION = 13;
const HOSPITALS_PER_PROVINCE = 3;
const DAYS = 400;
const DAY_MS = 86_400_000;

/**
 * A country of invented facilities with a year of visits, put straight into the centre's counts: region 6 has more
 * facilities than one page of its table.
 *
 * @returns how many tokens it has in all
 */
export async function fillReport(db: Db, now: Date): Promise<number> {
  const facilities = regions
    .filter(({ region }) => region !== SILENT_REGION)
    .flatMap(({ region, provinces }) =>
      provinces.flatMap(({ th, en }) =>
        Array.from({ length: region === 6 ? 8 : HOSPITALS_PER_PROVINCE }, (_, at) => ({
          ...{ region, province: th, amphoe: at === 0 ? `เมือง${th}` : `อำเภอที่ ${at + 1}` },
          name_th: `โรงพยาบาลตัวอย่าง${th} ${at + 1}`,
          name_en: `${en} sample hospital ${at + 1}`,
        })),
      ),
    )
    .map((facility, index) => ({ ...facility, hcode: String(20_001 + index) }));
  const device = (hcode: string) => createHash('sha256').update(hcode).digest('base64url');
  await db.insertInto('facilities').values(facilities).execute();
  await db
    .insertInto('devices')
    .values(
      facilities.map(({ hcode }, index) => ({
        ...{ id: device(hcode), hcode, name: 'เครื่องที่ 1', training: false, software: 'sample' },
        registered_at: new Date(now.getTime() - DAYS * DAY_MS),
        // A few have not been heard of for some days, and of those some hold records back.
        last_seen_at: new Date(now.getTime() - (index % 40 === 0 ? 6 : 0) * DAY_MS),
        waiting_records: index % 80 === 0 ? 4 : 0,
        oldest_waiting_at: index % 80 === 0 ? new Date(now.getTime() - 7 * DAY_MS) : null,
      })),
    )
    .execute();
  const counts = facilities.flatMap(({ hcode }, index) => visitsOf(hcode, index, device(hcode), now));
  for (let from = 0; from < counts.length; from += 5000)
    await db
      .insertInto('daily_counts')
      .values(counts.slice(from, from + 5000))
      .execute();
  return counts.reduce((sum, { tokens }) => sum + tokens, 0);
}

/** A visit day a week, with more visits from month to month and in larger facilities. */
function visitsOf(hcode: string, index: number, device_id: string, now: Date) {
  return Array.from({ length: Math.floor(DAYS / 7) }, (_, week) => {
    const tokens = 2 + ((index * 7 + week * 3) % 11) + Math.floor((week * (1 + (index % 5))) / 12);
    const persons = Math.ceil(tokens * 0.9);
    const day = new Date(now.getTime() - (DAYS - week * 7 - (index % 5)) * DAY_MS).toISOString().slice(0, 10);
    return {
      ...{ hcode, device_id, day, tokens },
      confirmed_tokens: Math.floor(tokens * (0.55 + (index % 9) / 20)),
      ...{ persons_new_to_device: persons, persons_new_to_facility: persons },
      ...{ persons_new_to_region: persons - 1, persons_new_to_nation: persons - 1 },
    };
  });
}
