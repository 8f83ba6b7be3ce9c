import { createHash } from 'node:crypto';
import type { RunningCentre } from '../../central/index.ts';
import regions from '../../resources/regions/health-regions.json' with { type: 'json' };
import { PRINTED_ROWS } from '../report-2022/index.ts';
import { fillLists } from './sample-lists.ts';

type Db = RunningCentre['db'];

/** Bangkok has not reported: the page says "no data" of it, not nought. */
const SILENT_REGION = 13;
const HOSPITALS_PER_PROVINCE = 3;
const FACILITIES_WITH_LISTS = 12;
const DAYS = 400;
const DAY_MS = 86_400_000;

/** The region whose facilities are on the printed report of 2022. */
const PRINTED_REGION = 6;

/**
 * A country of invented facilities with a year of visits, put straight into the centre's counts, and lists to work off. Region 6 has more
 * facilities than one page of its table: the 41 of the ministry's printed report, under their own names, and some that are invented.
 *
 * @returns how many tokens it has in all
 */
export async function fillReport(db: Db, now: Date): Promise<number> {
  const facilities = [...PRINTED_ROWS.map(printed), ...invented()];
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
  await fillLists(
    db,
    facilities
      .filter(({ region }) => region === PRINTED_REGION)
      .slice(0, FACILITIES_WITH_LISTS)
      .map(({ hcode }) => ({ hcode, deviceId: device(hcode) })),
    now,
  );
  return counts.reduce((sum, { tokens }) => sum + tokens, 0);
}

function printed({ hcode, name, province, amphoe }: (typeof PRINTED_ROWS)[number]) {
  return { region: PRINTED_REGION, province, amphoe, hcode, name_th: name, name_en: `Facility ${hcode}` };
}

function invented() {
  return regions
    .filter(({ region }) => region !== SILENT_REGION)
    .flatMap(({ region, provinces }) =>
      provinces.flatMap(({ th, en }) =>
        Array.from({ length: HOSPITALS_PER_PROVINCE }, (_, at) => ({
          ...{ region, province: th, amphoe: at === 0 ? `เมือง${th}` : `อำเภอที่ ${at + 1}` },
          name_th: `โรงพยาบาลตัวอย่าง${th} ${at + 1}`,
          name_en: `${en} sample hospital ${at + 1}`,
        })),
      ),
    )
    .map((facility, index) => ({ ...facility, hcode: String(90_001 + index) }));
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
