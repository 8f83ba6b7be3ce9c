import { sql } from 'kysely';
import type {
  DeviceReport,
  FacilityRow,
  NationalReport,
  RegionReport,
  RegionRow,
  Totals,
  ViewerScope,
} from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';
import { countingDevices, devicesCount, facilityCounts, PERSONS_SEEN, type Period, sumsOf } from './sums.ts';

const REGIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const NOTHING: Totals = { devices: 0, persons: 0, tokens: 0, confirmedTokens: 0 };

/** Counts with the region they belong to: by province where the viewer sees whole ones, for they are fewer than facilities. */
function regionCounts(db: Database, seenAs: ViewerScope['kind'], period: Period) {
  const counts = ['c.tokens', 'c.confirmed_tokens', 'c.persons_new_to_facility'] as const;
  const wider = ['c.persons_new_to_region', 'c.persons_new_to_nation'] as const;
  if (seenAs !== 'facility') {
    if (period === null) return db.selectFrom('province_totals as c').select(['region', ...counts, ...wider]);
    return db
      .selectFrom('province_days as c')
      .where('day', '>=', period.from)
      .where('day', '<=', period.to)
      .select(['region', ...counts, ...wider]);
  }
  return db
    .selectFrom(facilityCounts(period).as('c'))
    .innerJoin('facilities', 'facilities.hcode', 'c.hcode')
    .select(['region', ...counts, ...wider]);
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
    await countingDevices(db).select(['region', devicesCount]).groupBy('region').execute(),
    await db
      .selectFrom(regionCounts(db, seenAs, period).as('counts'))
      .select(['region', ...sumsOf(persons.region)])
      .select(sql<number>`coalesce(sum(${sql.ref(persons.whole)}), 0)::int`.as('personsOfWhole'))
      .groupBy('region')
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

/** The facilities of a region that have a device or ever reported, ordered by code. */
export async function regionReport(
  db: Database,
  region: number,
  period: Period,
  now: Date,
): Promise<RegionReport> {
  const wanted = sql`hcode in (select hcode from facilities where region = ${region})`;
  const facilities = await db
    .selectFrom('facilities')
    .leftJoin(
      countingDevices(db)
        .where('region', '=', region)
        .select(['devices.hcode', devicesCount])
        .groupBy('devices.hcode')
        .as('d'),
      'd.hcode',
      'facilities.hcode',
    )
    .leftJoin('facility_totals as ever', 'ever.hcode', 'facilities.hcode')
    .leftJoin(
      db
        .selectFrom(facilityCounts(period, wanted).as('of_facility'))
        .select(['of_facility.hcode', ...sumsOf('persons_new_to_facility')])
        .groupBy('of_facility.hcode')
        .as('c'),
      'c.hcode',
      'facilities.hcode',
    )
    .where('region', '=', region)
    .where((is) => is.or([is('d.devices', 'is not', null), is('ever.hcode', 'is not', null)]))
    .select(['facilities.hcode', 'name_th', 'province', 'amphoe', 'd.devices'])
    .select(['c.persons', 'c.tokens', 'c.confirmedTokens'])
    .orderBy('facilities.hcode')
    .execute();
  const rows = facilities.map(
    (row): FacilityRow => ({
      ...{ hcode: row.hcode, nameTh: row.name_th, province: row.province, amphoe: row.amphoe },
      devices: row.devices ?? 0,
      persons: row.persons ?? 0,
      tokens: row.tokens ?? 0,
      confirmedTokens: row.confirmedTokens ?? 0,
    }),
  );
  return { region, facilities: rows, asOf: now.toISOString() };
}

/** What a kiosk's supervisor sees. Training devices count nowhere, so theirs are zeros. */
export async function deviceReport(
  db: Database,
  { id, hcode, region }: Device,
  now: Date,
): Promise<DeviceReport> {
  const ofFacilities = (condition: 'hcode' | 'region') =>
    db
      .selectFrom('facility_totals')
      .innerJoin('facilities', 'facilities.hcode', 'facility_totals.hcode')
      .where(`facilities.${condition}`, '=', condition === 'hcode' ? hcode : region);
  const device = await totals(
    countingDevices(db).where('devices.id', '=', id),
    db.selectFrom('daily_counts').where('device_id', '=', id).select(sumsOf('persons_new_to_device')),
  );
  const facility = await totals(
    countingDevices(db).where('devices.hcode', '=', hcode),
    ofFacilities('hcode').select(sumsOf('persons_new_to_facility')),
  );
  const ofRegion = await totals(
    countingDevices(db).where('region', '=', region),
    ofFacilities('region').select(sumsOf('persons_new_to_region')),
  );
  return { device, facility, region: ofRegion, asOf: now.toISOString() };
}

type Counts = Omit<Totals, 'devices'>;

async function totals(
  devices: ReturnType<typeof countingDevices>,
  counts: { executeTakeFirstOrThrow: () => Promise<Counts> },
): Promise<Totals> {
  const counted = await devices.select(devicesCount).executeTakeFirstOrThrow();
  return toTotals({ ...counted, ...(await counts.executeTakeFirstOrThrow()) });
}

const toTotals = ({ devices, persons, tokens, confirmedTokens }: Totals): Totals => ({
  devices,
  persons,
  tokens,
  confirmedTokens,
});
