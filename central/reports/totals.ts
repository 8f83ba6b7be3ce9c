import { type RawBuilder, sql } from 'kysely';
import type { DeviceReport, NationalReport, RegionRow, Totals, ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';
import {
  countingDevices,
  countsInPeriod,
  devicesCount,
  facilityCounts,
  inPeriod,
  type NewPersons,
  PERSONS_SEEN,
  type Period,
  seesProvinces,
  sumsOf,
} from './sums.ts';

const REGIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const NOTHING: Totals = { devices: 0, persons: 0, tokens: 0, confirmedTokens: 0 };

/** Counts with the region they belong to: by province where the viewer sees whole ones, for those are fewer than facilities. */
function regionCounts(db: Database, seenAs: ViewerScope['kind'], period: Period) {
  const counts = ['c.tokens', 'c.confirmed_tokens', 'c.persons_new_to_facility'] as const;
  const wider = ['c.persons_new_to_region', 'c.persons_new_to_nation'] as const;
  if (!seesProvinces(seenAs))
    return db
      .selectFrom(facilityCounts(period).as('c'))
      .innerJoin('facilities', 'facilities.hcode', 'c.hcode')
      .select(['region', ...counts, ...wider]);
  if (period === null) return db.selectFrom('province_totals as c').select(['region', ...counts, ...wider]);
  return db
    .selectFrom('province_days as c')
    .where('day', '>=', period.from)
    .where('day', '<=', period.to)
    .select(['region', ...counts, ...wider]);
}

function regionDevices(db: Database, seenAs: ViewerScope['kind']) {
  if (seesProvinces(seenAs)) return db.selectFrom('province_totals as t').select(['region', 't.devices']);
  return db
    .selectFrom('facility_totals as t')
    .innerJoin('facilities', 'facilities.hcode', 't.hcode')
    .select(['region', 't.devices']);
}

/** @param seenAs how far the viewer sees; the database has left out the rest already */
export async function nationalReport(
  db: Database,
  seenAs: ViewerScope['kind'],
  period: Period,
  now: Date,
): Promise<NationalReport> {
  const persons = PERSONS_SEEN[seenAs];
  const [devices, byRegion, visible] = [
    await db
      .selectFrom(regionDevices(db, seenAs).as('there'))
      .select(['region', sql<number>`sum(devices)::int`.as('devices')])
      .groupBy('region')
      .having(sql`sum(devices)`, '>', 0)
      .execute(),
    await db
      .selectFrom(regionCounts(db, seenAs, period).as('counts'))
      .select(['region', ...sumsOf(persons.region)])
      .select(sql<number>`coalesce(sum(${sql.ref(persons.whole)}), 0)::int`.as('personsOfWhole'))
      .groupBy('region')
      .having(sql`sum(tokens + confirmed_tokens)`, '>', 0)
      .execute(),
    seenAs === 'ministry' ? REGIONS : await regionsOf(db),
  ];
  const regions = visible.map((region): RegionRow => {
    const of = <Row extends { region: number }>(rows: Row[]) => rows.find((row) => row.region === region);
    const found = of(devices) ?? of(byRegion);
    if (found === undefined) return { region, totals: null };
    return { region, totals: toTotals({ ...NOTHING, ...of(devices), ...of(byRegion) }) };
  });
  const sum = (name: 'personsOfWhole' | 'tokens' | 'confirmedTokens') =>
    byRegion.reduce((total, row) => total + row[name], 0);
  const national = {
    devices: devices.reduce((total, row) => total + row.devices, 0),
    persons: sum('personsOfWhole'),
    tokens: sum('tokens'),
    confirmedTokens: sum('confirmedTokens'),
  };
  return { national, regions, asOf: now.toISOString() };
}

async function regionsOf(db: Database): Promise<number[]> {
  const rows = await db.selectFrom('facilities').select('region').distinct().orderBy('region').execute();
  return rows.map(({ region }) => region);
}

type EverCounted = Record<'tokens' | 'confirmed_tokens' | 'persons_new_to_facility', string>;

/**
 * The facilities of a region that have a device or ever reported, ordered by code.
 *
 * @returns a `RegionReport` as JSON, its rows as PostgreSQL has written them: taking hundreds of them apart here and putting them
 * together again would take as long as looking them up
 */
export async function regionReport(db: Database, region: number, period: Period, now: Date): Promise<string> {
  const counted =
    period === null
      ? sql<EverCounted>`(select ever.tokens, ever.confirmed_tokens, ever.persons_new_to_facility)`
      : countsInPeriod(period);
  // Looked up one by one: a region has few of all facilities, and `offset 0` keeps them from being read whole (PostgreSQL would).
  const rows = db
    .selectFrom('facilities')
    .innerJoinLateral(
      (within) =>
        within
          .selectFrom('facility_totals as t')
          .whereRef('t.hcode', '=', 'facilities.hcode')
          .selectAll('t')
          .offset(0)
          .as('ever'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (within) =>
        within
          .selectFrom(counted.as('counted'))
          .select(['counted.tokens', 'counted.confirmed_tokens', 'counted.persons_new_to_facility'])
          .offset(0)
          .as('c'),
      (join) => join.onTrue(),
    )
    .where('region', '=', region)
    .where(sql<boolean>`ever.devices + ever.tokens + ever.confirmed_tokens > 0`)
    .select(['facilities.hcode', 'name_th as nameTh', 'province', 'amphoe', 'ever.devices'])
    .select([
      sql<number>`coalesce(c.persons_new_to_facility, 0)::int`.as('persons'),
      sql<number>`coalesce(c.tokens, 0)::int`.as('tokens'),
      sql<number>`coalesce(c.confirmed_tokens, 0)::int`.as('confirmedTokens'),
    ]);
  const { facilities } = await db
    .selectFrom(rows.as('row'))
    .select(sql<string>`coalesce(json_agg(row order by hcode), '[]')::text`.as('facilities'))
    .executeTakeFirstOrThrow();
  return `{"region":${region},"facilities":${facilities},"asOf":${JSON.stringify(now)}}`;
}

/** What a kiosk's supervisor sees. Training devices count nowhere, so theirs are zeros. The devices are those of now. */
export async function deviceReport(
  db: Database,
  { id, hcode, region }: Device,
  period: Period,
  now: Date,
): Promise<DeviceReport> {
  const ofFacilities = async (wanted: RawBuilder<boolean>, newPersons: NewPersons): Promise<Totals> => {
    const there = db
      .selectFrom('facility_totals')
      .where(wanted)
      .select(sql<number>`coalesce(sum(devices), 0)::int`.as('devices'));
    const counts = db.selectFrom(facilityCounts(period, wanted).as('c')).select(sumsOf(newPersons));
    return toTotals({
      ...(await there.executeTakeFirstOrThrow()),
      ...(await counts.executeTakeFirstOrThrow()),
    });
  };
  const own = await db
    .selectFrom('daily_counts')
    .where('device_id', '=', id)
    .where(inPeriod(period))
    .select(sumsOf('persons_new_to_device'))
    .executeTakeFirstOrThrow();
  const { devices } = await countingDevices(db)
    .where('devices.id', '=', id)
    .select(devicesCount)
    .executeTakeFirstOrThrow();
  const ofRegion = sql<boolean>`hcode in (select f.hcode from facilities f where f.region = ${region})`;
  return {
    device: toTotals({ devices, ...own }),
    facility: await ofFacilities(sql<boolean>`hcode = ${hcode}`, 'persons_new_to_facility'),
    region: await ofFacilities(ofRegion, 'persons_new_to_region'),
    asOf: now.toISOString(),
  };
}

const toTotals = ({ devices, persons, tokens, confirmedTokens }: Totals): Totals => ({
  devices,
  persons,
  tokens,
  confirmedTokens,
});
