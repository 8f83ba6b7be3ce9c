import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, migrate, openDatabase } from '../database/index.ts';
import { reportPasswordOf } from '../keys/index.ts';
import { startTestCentre, type TestCentre } from '../testing/index.ts';
import { openReports } from './index.ts';

describe('the report’s own account', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  const run = async <Row>(text: string, db = centre.db): Promise<Row[]> =>
    (await sql<Row>`${sql.raw(text)}`.execute(db)).rows;
  const accountOf = async (db: Database) =>
    (await run<{ name: string }>('select current_user as name', db))[0]?.name;

  /** Another database of the same server, as another centre would have it. */
  async function withDatabase(
    name: string,
    work: (open: () => Promise<Database>, databaseUrl: string) => Promise<void>,
    changeUrl = (url: string) => url,
  ): Promise<void> {
    await run(`create database ${name}`);
    const databaseUrl = changeUrl(centre.databaseUrl.replace(/\/centre$/, `/${name}`));
    const db = openDatabase(databaseUrl);
    const opened: Database[] = [];
    try {
      await work(async () => {
        const reports = await openReports({ db, databaseUrl, keys: centre.keys });
        opened.push(reports);
        return reports;
      }, databaseUrl);
    } finally {
      for (const each of [...opened, db]) await each.destroy();
    }
  }
  async function migrateAt(databaseUrl: string): Promise<void> {
    const db = openDatabase(databaseUrl);
    await migrate(db);
    await db.destroy();
  }

  it('may log in and nothing else, owns nothing, and can become nobody', async () => {
    const account = await accountOf(centre.reports);
    expect(account).toBe('report_reader_centre');
    const [rights] = await run(`
      select rolcanlogin, rolsuper or rolcreatedb or rolcreaterole or rolreplication or rolbypassrls as more
      from pg_roles where rolname = '${account}'`);
    expect(rights).toEqual({ rolcanlogin: true, more: false });
    const others = await run(`
      select rolname from pg_roles
      where pg_has_role('${account}', oid, 'member') and rolname not in ('${account}', 'report_reader')`);
    expect(others).toEqual([]);
    const owned = await run(`
      select from pg_shdepend where refobjid = '${account}'::regrole and deptype = 'o'`);
    expect(owned).toEqual([]);
    const writable = await run(`
      select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'S')
        and case relkind when 'S' then has_sequence_privilege('${account}', oid, 'usage, update')
          else has_table_privilege('${account}', oid, 'insert, update, delete, truncate, references, trigger') end`);
    expect(writable).toEqual([]);
    expect(await run(`select has_schema_privilege('${account}', 'public', 'create') as creates`)).toEqual([
      { creates: false },
    ]);
  });

  it('is each database’s own, made once by processes that start together, its password in no log', async () => {
    await run("alter system set log_statement = 'all'");
    await run('select pg_reload_conf()');
    const passwords = () =>
      run(
        "select rolname, rolpassword from pg_authid where rolname like 'report\\_reader\\_%' order by rolname",
      );
    await withDatabase('beside', async (open, databaseUrl) => {
      await migrateAt(databaseUrl);
      const all = await Promise.all([open(), open(), open()]);
      expect(new Set(await Promise.all(all.map(accountOf)))).toEqual(new Set(['report_reader_beside']));
      const made = await passwords();
      expect(made).toHaveLength(2);
      await open();
      expect(await passwords()).toEqual(made);
    });
    const log = await readFile(join(centre.directory, 'postgres/postgres.log'), 'utf8');
    expect(log).toMatch(/alter role "report_reader_beside" login password 'SCRAM-SHA-256\$/);
    expect(log).not.toContain(reportPasswordOf(centre.keys, 'report_reader_beside'));
    await run('alter system reset log_statement');
    await run('select pg_reload_conf()');
  });

  it('gets its password again when it has another', async () => {
    await run("alter role report_reader_beside password 'of somebody else'");
    const databaseUrl = centre.databaseUrl.replace(/\/centre$/, '/beside');
    const db = openDatabase(databaseUrl);
    const reports = await openReports({ db, databaseUrl, keys: centre.keys });
    expect(await accountOf(reports)).toBe('report_reader_beside');
    await reports.destroy();
    await db.destroy();
  });

  it('that PostgreSQL does not let in is told with the line that does', async () => {
    const file = join(centre.directory, 'postgres/data/pg_hba.conf');
    const lines = await readFile(file, 'utf8');
    await writeFile(file, `host all report_reader_kept_out all reject\n${lines}`);
    await run('select pg_reload_conf()');
    await withDatabase('kept_out', async (open) => {
      const told = await open().catch((fault: Error) => fault.message);
      expect(told).toContain('Add to pg_hba.conf');
      const line = /^host .*$/m.exec(String(told))?.[0] ?? '';
      expect(line).toBe('host "kept_out" "report_reader_kept_out" 127.0.0.1/32 scram-sha-256');
      await writeFile(file, `${line}\nhost all report_reader_kept_out all reject\n${lines}`);
      await run('select pg_reload_conf()');
      await expect.poll(() => open().then(accountOf, () => 'nobody')).toBe('report_reader_kept_out');
    });
    await writeFile(file, lines);
    await run('select pg_reload_conf()');
  });

  it('that the centre may not make is told with what is missing', async () => {
    await run("create role plain login password 'plain'");
    const asPlain = (url: string) => url.replace(/centre:[^@]+@/, 'plain:plain@');
    await withDatabase('plain', (open) => expect(open()).rejects.toThrow(/CREATEROLE/), asPlain);
  });
});
