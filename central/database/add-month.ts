import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/** Makes sure that envelopes received in the month (UTC) of each time have their partition. */
export function createMonths(db: Database): (at: Date) => Promise<void> {
  const there = new Set<string>();
  return async (at) => {
    const month = at.toISOString().slice(0, 7);
    if (there.has(month)) return;
    await sql`select add_envelopes_month(${`${month}-01`})`.execute(db);
    there.add(month);
  };
}
