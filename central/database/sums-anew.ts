import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/**
 * Makes all sums anew from the counts by day. Who reads meanwhile reads those of before; visits that come in wait. To be run in a
 * transaction.
 */
export async function makeSumsAnew(db: Database): Promise<void> {
  await sql`select sum_facilities_anew()`.execute(db);
  await sumProvincesAnew(db);
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
