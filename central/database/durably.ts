import { sql } from 'kysely';
import type { Database } from './open-database.ts';

/**
 * Does the work in a transaction, and resolves only once the synchronous standby, where there is one, has it too: for what
 * is then signed for, or told to a device that will rely on it.
 *
 * PostgreSQL waits for the standby at the commit. A statement timeout would cut that wait short and still report success,
 * with a mere warning: the commit gets none. And work that only reads what an earlier, interrupted commit left behind
 * would not wait at all: the message, a few bytes of the write-ahead log, makes it wait for all that comes before.
 */
export function durably<Result>(
  db: Database,
  work: (transaction: Database) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    const result = await work(transaction);
    await sql`
      select set_config('statement_timeout', '0', true), pg_logical_emit_message(true, 'durably', '')
    `.execute(transaction);
    return result;
  });
}
