import { sql } from 'kysely';
import type { Database } from './open-database.ts';
import { facilityYears, sumYearAnew } from './sum-year-anew.ts';

/**
 * Makes all sums anew from the counts by day. Who reads meanwhile reads those of before or after; visits that come in wait only while
 * the totals are made, which take the place of the old ones at once.
 */
export async function makeSumsAnew(db: Database): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    await sql`set local statement_timeout = 0`.execute(transaction);
    await sql`select sum_totals_anew()`.execute(transaction);
    await sumProvincesAnew(transaction);
  });
  for (const year of await facilityYears(db)) await sumYearAnew(db, year);
}

/** The sums of provinces that facilities have moved into or out of. @param provinces null for all */
export async function sumProvincesAnew(
  db: Database,
  provinces: readonly string[] | null = null,
): Promise<void> {
  const wanted =
    provinces === null ? sql`array(select distinct province from facilities)` : sql`${provinces}::text[]`;
  await sql`select sum_provinces_anew(${wanted})`.execute(db);
}
