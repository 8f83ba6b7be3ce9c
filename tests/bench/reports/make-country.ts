import { sql } from 'kysely';
import pg from 'pg';
import { type Database, makeSumsAnew } from '../../../central/index.ts';
import type { Facility } from '../../../contract/index.ts';

export type Country = { facilities: number; persons: number; tokens: number };

const DEVICES_PER_FACILITY = 2;
const DAYS = 4 * 365;
const TOKENS_PER_ROW = 3;
/** Of so many facilities the hours and operators of a year are kept: a view shows those of one. */
const WITH_WORK = 200;

const FIRST_CODE = 10_000;
/** 77 provinces in 13 regions, as in the country. */
const PROVINCES = 77;
const AMPHOES = 900;
const REGIONS = 13;

/** @param n from 1 */
export const facilityOfCountry = (n: number): Facility => ({
  hcode: String(FIRST_CODE + n).padStart(5, '0'),
  nameTh: `หน่วยบริการตัวอย่าง ${n}`,
  nameEn: `Sample ${n}`,
  province: `จังหวัดที่ ${n % PROVINCES}`,
  amphoe: `อำเภอที่ ${n % AMPHOES}`,
  region: 1 + ((n % PROVINCES) % REGIONS),
});

/**
 * Facilities in all provinces, their devices, and four years of days with so many persons and tokens in all, made inside the database.
 * The sums are made once at the end instead of by the triggers.
 */
export async function makeCountry(db: Database, databaseUrl: string, country: Country): Promise<void> {
  const facilities = Array.from({ length: country.facilities }, (_, at) => facilityOfCountry(1 + at));
  await sql`insert into facilities
    select hcode, "nameTh", "nameEn", province, amphoe, region from jsonb_to_recordset(${JSON.stringify(facilities)}::jsonb)
      as made (hcode text, "nameTh" text, "nameEn" text, province text, amphoe text, region int)`.execute(db);
  await fill(databaseUrl, statements(country));
  await makeSumsAnew(db);
  await fill(databaseUrl, ['vacuum (freeze, analyze)']);
}

async function fill(databaseUrl: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

function statements({ facilities, persons, tokens }: Country): string[] {
  const devices = facilities * DEVICES_PER_FACILITY;
  const rows = Math.min(Math.ceil(tokens / TOKENS_PER_ROW), devices * DAYS);
  const ofRow = Math.ceil(tokens / rows);
  /** Whole persons, and over all rows as many as there are. */
  const upTo = (row: string) => `floor(${row}::numeric * ${persons} / ${rows})`;
  const newPersons = `(${upTo('(n + 1)')} - ${upTo('n')})::int`;
  return [
    `insert into devices (id, hcode, name, training, software, registered_at, last_seen_at)
     select md5(n::text), lpad((${FIRST_CODE + 1} + n / ${DEVICES_PER_FACILITY})::text, 5, '0'), 'kiosk-' || n, false, 'bench', now(),
       now() - (n % 100 = 0)::int * interval '5 days'
     from generate_series(0, ${devices - 1}) n`,
    // Spread evenly over devices and days; a device's next day comes after all other devices had one.
    `insert into daily_counts (hcode, device_id, day, tokens, confirmed_tokens, persons_new_to_device,
       persons_new_to_facility, persons_new_to_region, persons_new_to_nation)
     select lpad((${FIRST_CODE + 1} + d / ${DEVICES_PER_FACILITY})::text, 5, '0'), md5(d::text),
       current_date - ((n / ${devices}) * ${Math.max(1, Math.floor(DAYS / Math.ceil(rows / devices)))} % ${DAYS})::int,
       ${ofRow}, ${Math.floor(ofRow * 0.7)}, ${newPersons}, ${newPersons}, ${newPersons}, ${newPersons}
     from (select n, (n % ${devices})::int as d from generate_series(0, ${rows - 1}::bigint) n) made`,
    `insert into operator_days (hcode, operator_id, day, tokens, confirmed_tokens, persons_new_to_facility)
     select lpad((${FIRST_CODE} + f)::text, 5, '0'), 'operator-' || o, current_date - day, 5, 3, 4
     from generate_series(1, ${Math.min(WITH_WORK, facilities)}) f, generate_series(1, 4) o, generate_series(0, 364) day`,
    `insert into hourly_counts select lpad((${FIRST_CODE} + f)::text, 5, '0'), current_date - day, hour, 3
     from generate_series(1, ${Math.min(WITH_WORK, facilities)}) f, generate_series(8, 16) hour, generate_series(0, 364) day`,
  ];
}
