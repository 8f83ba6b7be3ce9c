import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { reportConnections } from './report-connections.ts';
import type { Tables } from './tables.ts';

export type Database = Kysely<Tables>;

const DATE_OID = 1082;

/**
 * A pool of connections to PostgreSQL. One that breaks while no query is under way is replaced at the next.
 *
 * @param isForReports for what viewers of the report ask (`report-connections.ts`)
 */
export function openDatabase(url: string, { isForReports = false } = {}): Database {
  const onBreak = () => {};
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 3000,
    statement_timeout: 10_000,
    pipeline: isForReports,
    types: {
      // A calendar day stays text: a Date would move it by the time zone of this process.
      getTypeParser: (oid, format) =>
        oid === DATE_OID ? (value: string) => value : pg.types.getTypeParser(oid, format),
    },
  });
  pool.on('error', onBreak);
  // The pool listens to resting connections alone; one that breaks between two queries of a transaction would end
  // the process.
  pool.on('connect', (client) => client.on('error', onBreak));
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: isForReports ? reportConnections(pool) : pool }),
  });
}

export async function databaseAnswers(db: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db);
    return true;
  } catch (error) {
    if (isDatabaseAway(error)) return false;
    throw error;
  }
}

/**
 * SQLSTATE classes and codes of a server that can't serve now (PostgreSQL manual, appendix A); 25006 is one that has
 * just become a standby.
 */
const AWAY_STATES = /^(08...|53...|57P0[1-5]|57014|40001|40P01|55P03|25006)$/;
const AWAY_SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** `pg` has no codes for these. */
const AWAY_MESSAGES = /Connection terminated|timeout exceeded when trying to connect|connection is closed/i;

/** True when the database, not the request, is the cause: the same call may succeed later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  const code = 'code' in error ? String(error.code) : '';
  return AWAY_STATES.test(code) || AWAY_SYSTEM_CODES.has(code) || AWAY_MESSAGES.test(error.message);
}
