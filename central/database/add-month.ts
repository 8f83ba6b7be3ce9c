import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/**
 * Makes sure that envelopes received in the month (UTC) of each time have their partition, and those of the month after, and the
 * running totals of facilities those of the year and the next: when a month or a year begins, nobody has to wait.
 */
export function createMonths(db: Database): (at: Date) => Promise<void> {
  const there = new Set<string>();
  return async (at) => {
    const month = at.toISOString().slice(0, 7);
    if (there.has(month)) return;
    const day = `${month}-01`;
    await sql`
      select add_envelopes_month(${day}::date), add_envelopes_month((${day}::date + interval '1 month')::date),
        add_facility_years(${at.getUTCFullYear() + 1}::int)
    `.execute(db);
    there.add(month);
  };
}
