import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Database, isDatabaseAway } from './open-database.ts';

/** Work on tables that others use meanwhile waits no longer for a lock: whoever comes after it would have to wait behind it. */
export const LOCK_TIMEOUT = '500ms';
const PAUSE_MS = 1_000;
const ATTEMPTS = 60;

/** Does the work again while the database is away, or does not give the locks at once: in between, the others pass. */
export async function patiently(work: () => Promise<void>): Promise<void> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isDatabaseAway(error) || failures === ATTEMPTS) throw error;
      await pause(PAUSE_MS);
    }
  }
}

/**
 * Of several processes one works at a time, the others wait. Its statements may take as long as they take.
 *
 * @param lock any number that nothing else takes an advisory lock on
 */
export async function oneAtATime(
  db: Database,
  lock: number,
  work: (connection: Database) => Promise<void>,
): Promise<void> {
  await db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection);
    await sql`select pg_advisory_lock(${lock})`.execute(connection);
    try {
      await work(connection);
    } finally {
      await sql`select pg_advisory_unlock(${lock})`.execute(connection);
      await sql`reset statement_timeout`.execute(connection);
    }
  });
}
