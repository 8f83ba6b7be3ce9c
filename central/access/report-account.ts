import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, oneAtATime, openDatabase } from '../database/index.ts';
import { type CentreKeys, reportPasswordOf } from '../keys/index.ts';
import { type Account, withAccount } from './account-url.ts';
import { scramVerifier } from './scram.ts';

const ACCOUNT_LOCK = 5_210_869;
/** Of a server that knows no such account or password, has no line for it, or of a pooler (08P01). */
const REFUSED = /^(28...|08P01)$/;
const NOT_ALLOWED = '42501';

/**
 * Opens the database as the report reads it: as an account of its own, which owns nothing, can write nothing and can become nobody
 * else. It inherits `report_reader`, for which the policies are. The first process to start makes it.
 *
 * Accounts belong to the whole server, so its name has the database's: of two centres on one server each has its own.
 *
 * @param databaseUrl of the centre's own account
 * @throws with what is to be done when the account can't be made, or PostgreSQL doesn't let it in
 */
export async function openReports({
  db,
  databaseUrl,
  keys,
}: {
  db: Database;
  databaseUrl: string;
  keys: CentreKeys;
}): Promise<Database> {
  const user = await accountName(db);
  const account = { user, password: reportPasswordOf(keys, user) };
  const reports = openDatabase(withAccount(databaseUrl, account), { isForReports: true });
  try {
    if (await letsIn(reports)) return reports;
    await oneAtATime(db, ACCOUNT_LOCK, async (connection) => {
      // Another process may have made it meanwhile.
      if (await letsIn(reports)) return;
      await makeAccount(connection, account);
      if (!(await letsIn(reports))) throw new Error(await howToLetIn(connection, user));
    });
    return reports;
  } catch (error) {
    await reports.destroy();
    throw error;
  }
}

async function accountName(db: Database): Promise<string> {
  // As PostgreSQL cuts off what is too long.
  const { rows } = await sql<{ name: string }>`
    select ('report_reader_' || current_database())::name::text as name`.execute(db);
  if (rows[0] === undefined) throw new Error('the database has no name');
  return rows[0].name;
}

async function letsIn(reports: Database): Promise<boolean> {
  try {
    const { rows } = await sql<{ reads: boolean }>`
      select pg_has_role('report_reader', 'usage') as reads`.execute(reports);
    return rows[0]?.reads === true;
  } catch (error) {
    if (REFUSED.test(codeOf(error))) return false;
    throw error;
  }
}

async function makeAccount(db: Database, { user, password }: Account): Promise<void> {
  const role = sql.id(user);
  const verifier = sql.lit(scramVerifier(password, randomBytes(16)));
  const { rows } = await sql`select from pg_roles where rolname = ${user}`.execute(db);
  try {
    await db.transaction().execute(async (transaction) => {
      if (rows.length === 0) await sql`create role ${role}`.execute(transaction);
      await sql`alter role ${role} login password ${verifier}`.execute(transaction);
      // A pooler may not pass on what each connection asks for.
      await sql`alter role ${role} set statement_timeout = '10s'`.execute(transaction);
      await sql`grant report_reader to ${role}`.execute(transaction);
    });
  } catch (cause) {
    if (codeOf(cause) !== NOT_ALLOWED) throw cause;
    throw new Error(
      `The centre's account in PostgreSQL may not make the report's own, "${user}". Give it CREATEROLE for this start` +
        ' and, where the two roles are there already, "report_reader" and that one WITH ADMIN OPTION.',
      { cause },
    );
  }
}

/** `pg_hba.conf` goes by the address that the server sees. */
async function howToLetIn(db: Database, user: string): Promise<string> {
  const { rows } = await sql<{ place: string }>`
    select case when address is null then 'local ' || names when ssl then 'hostssl ' || names || ' ' || address
      else 'host ' || names || ' ' || address end as place
    from (
      select host(inet_client_addr()) || case family(inet_client_addr()) when 4 then '/32' else '/128' end as address, ssl,
        format('"%s" "%s"', current_database(), ${user}::text) as names
      from pg_stat_ssl where pid = pg_backend_pid()
    ) here`.execute(db);
  return (
    `PostgreSQL does not let in the report's own account, "${user}". Add to pg_hba.conf, above the other lines, and reload:\n` +
    `${rows[0]?.place ?? ''} scram-sha-256\nA pooler in between has to know the account, too (docs/operations.md).`
  );
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
