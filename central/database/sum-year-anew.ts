import { sql } from 'kysely';
import type { Database } from './open-database.ts';
import { LOCK_TIMEOUT, oneAtATime, patiently } from './patiently.ts';

const YEARS_LOCK = 5_210_868;
/** Facilities so few are done in the time that a visit can wait. */
const FEW = 50;
/** Where visits come in faster than facilities are done, the last pass takes what is left. */
const PASSES = 10;

/** The years that running totals are kept for, in their order. */
export async function facilityYears(db: Database): Promise<number[]> {
  const { rows } = await sql<{ year: number }>`
    select substring(inhrelid::regclass::text from '\\d{4}$')::int as year from pg_inherits
    where inhparent = 'facility_days'::regclass and inhrelid::regclass::text ~ '_\\d{4}$' order by year`.execute(
    db,
  );
  return rows.map(({ year }) => year);
}

/**
 * Makes a year of the facilities' running totals anew from the counts by day. It is made beside the old one; facilities that
 * visits were counted for meanwhile are done again, the last few of them in the moment in which the new takes the place of
 * the old. Only then do visits wait, and the report reads the one or the other.
 *
 * @param onPass told how many facilities were done with visits coming in, then with visits waiting
 */
export async function sumYearAnew(
  db: Database,
  year: number,
  onPass: (facilities: number) => void = () => {},
): Promise<void> {
  const names = {
    now: sql.id(`facility_days_${year}`),
    anew: sql.id(`facility_days_${year}_anew`),
    seen: sql.id(`facility_days_${year}_seen`),
  };
  const bounds = { beginning: `${year}-01-01`, beyond: `${year + 1}-01-01` };
  await oneAtATime(db, YEARS_LOCK, async (connection) => {
    try {
      await begin(connection, names, bounds);
      for (let passes = 1; ; passes += 1) {
        const done = await doChanged(connection, names, bounds);
        onPass(done);
        if (done <= FEW || passes === PASSES) break;
      }
      await patiently(() =>
        connection.transaction().execute(async (transaction) => {
          await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`.execute(transaction);
          await sql`lock table daily_counts in share row exclusive mode`.execute(transaction);
          onPass(await doChanged(transaction, names, bounds));
          await exchange(transaction, names, bounds, year);
        }),
      );
    } finally {
      await sql`drop table if exists ${names.seen}, ${names.anew}`.execute(connection);
    }
  });
}

type Names = Record<'now' | 'anew' | 'seen', ReturnType<typeof sql.id>>;
type Bounds = { beginning: string; beyond: string };

async function begin(db: Database, { anew, seen }: Names, { beginning, beyond }: Bounds): Promise<void> {
  // What an interrupted run left behind.
  await sql`drop table if exists ${seen}, ${anew}`.execute(db);
  await sql`create table ${anew} (like facility_days including all)`.execute(db);
  // With it the exchange need not look through all rows.
  await sql`alter table ${anew} add constraint of_its_year
    check (day >= ${sql.lit(beginning)} and day < ${sql.lit(beyond)})`.execute(db);
  await sql`create table ${seen} (hcode text primary key, version text not null)`.execute(db);
}

/**
 * Does the facilities that visits were counted for since they were done. Every count makes a new version of its facility's row of
 * totals, in the same transaction. The versions are noted before the counts are read: what comes in between is done once more.
 */
async function doChanged(
  db: Database,
  { anew, seen }: Names,
  { beginning, beyond }: Bounds,
): Promise<number> {
  const { rows } = await sql<{ hcode: string }>`
    insert into ${seen} as noted select hcode, xmin::text from facility_totals
    on conflict (hcode) do update set version = excluded.version
    where noted.version <> excluded.version
    returning hcode`.execute(db);
  const changed = rows.map(({ hcode }) => hcode);
  if (changed.length === 0) return 0;
  await sql`delete from ${anew} where hcode = any(${changed})`.execute(db);
  await sql`insert into ${anew} select * from facility_days_anew(${beginning}, ${beyond}, ${changed})`.execute(
    db,
  );
  return changed.length;
}

async function exchange(
  db: Database,
  { now, anew }: Names,
  { beginning, beyond }: Bounds,
  year: number,
): Promise<void> {
  const key = (of: string) => sql.id(`facility_days_${year}${of}_pkey`);
  await sql`alter table facility_days detach partition ${now}`.execute(db);
  await sql`drop table ${now}`.execute(db);
  await sql`alter table ${anew} rename to ${now}`.execute(db);
  await sql`alter table ${now} rename constraint ${key('_anew')} to ${key('')}`.execute(db);
  await sql`alter table facility_days attach partition ${now}
    for values from (${sql.lit(beginning)}) to (${sql.lit(beyond)})`.execute(db);
  await sql`alter table ${now} drop constraint of_its_year`.execute(db);
}
