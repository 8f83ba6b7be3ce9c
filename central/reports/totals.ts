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

const REGIONS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13];
const NOTHING: Totals = { devices: 0, persons: 0, tokens: 0, confirmedTokens: 0 };

type NewPersons =
  | 'persons_new_to_device'
  | 'persons_new_to_facility'
  | 'persons_new_to_region'
  | 'persons_new_to_nation';

/** Sums of the daily counts. A person is new to each wider scope once, so each scope sums its own column. */
const sums = (newPersons: NewPersons) =>
  [
    sql<number>`coalesce(sum(${sql.ref(newPersons)}), 0)::int`.as('persons'),
    sql<number>`coalesce(sum(tokens), 0)::int`.as('tokens'),
    sql<number>`coalesce(sum(confirmed_tokens), 0)::int`.as('confirmedTokens'),
  ] as const;

const devicesCount = sql<number>`count(*)::int`.as('devices');

/** Devices that count: registered, not revoked, not for training. */
const countingDevices = (db: Database) =>
  db
    .selectFrom('devices')
    .innerJoin('facilities', 'facilities.hcode', 'devices.hcode')
    .where('status', '=', 'active')
    .where('training', '=', false);

const countsByDay = (db: Database) =>
  db.selectFrom('daily_counts').innerJoin('facilities', 'facilities.hcode', 'daily_counts.hcode');

/**
 * In which scope a person counts once for a viewer. A province has no count of its own: there a person counts once in each
 * facility, as in the rows below it.
 */
const PERSONS_SEEN: Record<ViewerScope['kind'], { whole: NewPersons; region: NewPersons }> = {
  ministry: { whole: 'persons_new_to_nation', region: 'persons_new_to_region' },
  region: { whole: 'persons_new_to_region', region: 'persons_new_to_region' },
  province: { whole: 'persons_new_to_facility', region: 'persons_new_to_facility' },
  facility: { whole: 'persons_new_to_facility', region: 'persons_new_to_facility' },
};

/** @param seenAs how far the viewer sees; the database has left out the rest already */
export async function nationalReport(
  db: Database,
  seenAs: ViewerScope['kind'],
  now: Date,
): Promise<NationalReport> {
  const persons = PERSONS_SEEN[seenAs];
  const devices = await countingDevices(db).select(['region', devicesCount]).groupBy('region').execute();
  const counts = await countsByDay(db)
    .select(['region', ...sums(persons.region)])
    .groupBy('region')
    .execute();
  const whole = await countsByDay(db).select(sums(persons.whole)).executeTakeFirstOrThrow();

  const visible = seenAs === 'ministry' ? REGIONS : await regionsOf(db);
  const regions = visible.map((region): RegionRow => {
    const of = <Row extends { region: number }>(rows: Row[]) => rows.find((row) => row.region === region);
    const found = of(devices) ?? of(counts);
    if (found === undefined) return { region, totals: null };
    return { region, totals: toTotals({ ...NOTHING, ...of(devices), ...of(counts) }) };
  });
  const national = { ...whole, devices: devices.reduce((sum, row) => sum + row.devices, 0) };
  return { national, regions, asOf: now.toISOString() };
}

async function regionsOf(db: Database): Promise<number[]> {
  const rows = await db.selectFrom('facilities').select('region').distinct().orderBy('region').execute();
  return rows.map(({ region }) => region);
}

/** The facilities of a region that have a device or ever reported, ordered by code. */
export async function regionReport(db: Database, region: number, now: Date): Promise<RegionReport> {
  const facilities = await db
    .selectFrom('facilities')
    .leftJoin(
      countingDevices(db).select(['devices.hcode', devicesCount]).groupBy('devices.hcode').as('d'),
      'd.hcode',
      'facilities.hcode',
    )
    .leftJoin(
      db
        .selectFrom('daily_counts')
        .select(['daily_counts.hcode', ...sums('persons_new_to_facility')])
        .groupBy('daily_counts.hcode')
        .as('c'),
      'c.hcode',
      'facilities.hcode',
    )
    .where('region', '=', region)
    .where((is) => is.or([is('devices', 'is not', null), is('tokens', 'is not', null)]))
    .select([
      'facilities.hcode',
      'name_th',
      'province',
      'amphoe',
      'devices',
      'persons',
      'tokens',
      'confirmedTokens',
    ])
    .orderBy('facilities.hcode')
    .execute();
  const rows = facilities.map(
    (row): FacilityRow => ({
      hcode: row.hcode,
      nameTh: row.name_th,
      province: row.province,
      amphoe: row.amphoe,
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
  const device = await totals(
    countingDevices(db).where('devices.id', '=', id),
    countsByDay(db).where('device_id', '=', id).select(sums('persons_new_to_device')),
  );
  const facility = await totals(
    countingDevices(db).where('devices.hcode', '=', hcode),
    countsByDay(db).where('daily_counts.hcode', '=', hcode).select(sums('persons_new_to_facility')),
  );
  const ofRegion = await totals(
    countingDevices(db).where('region', '=', region),
    countsByDay(db).where('region', '=', region).select(sums('persons_new_to_region')),
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
