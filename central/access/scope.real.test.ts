import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import { readAs, sessionOf, startFourFacilities, type TestCentre } from '../testing/index.ts';
import { inSession } from './index.ts';

const scope = (kind: ViewerScope['kind'], place = ''): ViewerScope => ({ kind, place });
const MINISTRY = scope('ministry');
const FACILITY = scope('facility', '10722');

let centre: TestCentre;
beforeAll(async () => {
  centre = await startFourFacilities();
});
afterAll(() => centre.stop());

/** Whatever is asked, as it stands. */
const run = async <Row>(db: Database, text: string): Promise<Row[]> =>
  (await sql<Row>`${sql.raw(text)}`.execute(db)).rows;
const countOf = async (db: Database, table = 'facilities'): Promise<number> => {
  const [row] = await run<{ n: number }>(db, `select count(hcode)::int as n from ${table}`);
  return row?.n ?? 0;
};

describe('a query', () => {
  const TABLES = [
    ...(['facilities', 'devices', 'tokens', 'daily_counts'] as const),
    ...(['facility_totals', 'facility_days', 'operator_days', 'hourly_counts'] as const),
  ];
  const count = (asked: ViewerScope, table: (typeof TABLES)[number]) =>
    readAs(centre, asked, (scoped) => countOf(scoped, table));

  it.each(TABLES)("that asks for all %s gets the scope's and no more", async (table) => {
    expect(await count(MINISTRY, table)).toBe(4);
    expect(await count(scope('region', '6'), table)).toBe(3);
    expect(await count(scope('province', 'ชลบุรี'), table)).toBe(2);
    expect(await count(FACILITY, table)).toBe(1);
    expect(await count(scope('facility', ''), table)).toBe(0);
  });

  it('takes a place for nothing but a name', async () => {
    expect(
      await count(scope('facility', "x', true), set_config('report.scope', 'ministry"), 'facilities'),
    ).toBe(0);
    expect(await count(scope('facility', '\\'), 'facilities')).toBe(0);
    expect(await count(scope('region', '6:ministry'), 'facilities')).toBe(0);
  });

  it.each(['province_days', 'province_totals'] as const)(
    'gets the %s it may see, and a facility none',
    async (table) => {
      const provinces = async (asked: ViewerScope) =>
        readAs(centre, asked, (scoped) =>
          scoped.selectFrom(table).select('province').distinct().orderBy('province').execute(),
        );
      expect(await provinces(MINISTRY)).toHaveLength(3);
      expect(await provinces(scope('region', '6'))).toHaveLength(2);
      expect(await provinces(scope('province', 'ชลบุรี'))).toEqual([{ province: 'ชลบุรี' }]);
      expect(await provinces(FACILITY)).toEqual([]);
    },
  );

  it('without a scope gets nothing', async () => {
    expect(await countOf(centre.reports)).toBe(0);
  });

  it.each(['envelopes', 'tokens', 'persons', 'device_keys', 'viewers', 'audit_events'])(
    'gets nothing at all of %s',
    async (table) => {
      const asked = readAs(centre, MINISTRY, (scoped) => run(scoped, `select * from ${table}`));
      await expect(asked).rejects.toThrow(/permission denied/);
    },
  );

  it('is not asked in a session that is over, or nobody’s', async () => {
    const session = await sessionOf(centre, MINISTRY);
    const later = new Date(centre.now().getTime() + 12 * 3_600_000 + 1000);
    const asked = (secret: string, at: Date) =>
      inSession(centre.reports, secret, at, (scoped) => countOf(scoped));
    expect(await asked(session, centre.now())).toBe(4);
    await expect(asked(session, later)).rejects.toMatchObject({ code: 'REPORT_SIGN_IN' });
    await expect(asked('guessed', centre.now())).rejects.toMatchObject({ code: 'REPORT_SIGN_IN' });
  });

  it('leaves no scope behind on the connection', async () => {
    await readAs(centre, FACILITY, async () => {});
    expect(await countOf(centre.reports)).toBe(0);
  });

  it('is asked for its scope once, not for each row', async () => {
    type Plan = Record<string, unknown> & { Plans?: Plan[] };
    const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];
    const [plan] = await readAs(centre, scope('region', '6'), (scoped) =>
      run<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        scoped,
        'explain (analyze, verbose, format json) select count(hcode) from facility_days',
      ),
    );
    const all = plan ? nodes(plan['QUERY PLAN'][0].Plan) : [];
    const asking = all.filter((node) => JSON.stringify({ ...node, Plans: [] }).includes('report_scope()'));
    expect(asking.length).toBeGreaterThan(0);
    for (const node of asking) {
      expect(node['Parent Relationship']).toBe('InitPlan');
      expect(node['Actual Loops']).toBeLessThanOrEqual(1);
    }
  });
});

describe('SQL over the report’s connection', () => {
  const REFUSED = /permission denied|must be owner|not allowed|would be affected by row-level security/;
  const seal = "left(current_setting('report.scope'), 64)";
  /** With keys that the reader would put in place of the real ones. */
  const ownSeal = `encode(sha256(sha256(timestamptz_send(now()) || int4send(pg_backend_pid()) || 'ministry'::bytea)), 'hex')`;

  /** What a viewer of one facility gets to see after it: a count, or what PostgreSQL says. */
  const countAfter = (...statements: string[]): Promise<number | string> =>
    readAs(centre, FACILITY, async (scoped) => {
      for (const statement of statements) await run(scoped, statement);
      return countOf(scoped);
    }).catch((fault: Error) => fault.message);

  it.each<[string, string[], number]>([
    ['as it is', [], 1],
    ['the words of before', ["select set_config('report.scope_kind', 'ministry', true)"], 1],
    ['the scope without a seal', ["select set_config('report.scope', 'ministry', true)"], 0],
    ['a guessed seal', ["select set_config('report.scope', repeat('0', 64) || 'ministry', true)"], 0],
    ['its own seal on another', [`select set_config('report.scope', ${seal} || 'ministry', true)`], 0],
    ['a session it does not know', ["select enter_report(sha256('guessed'), now())"], 0],
    ['no session', ['select enter_report(null, now())'], 0],
    ['its own account', ['reset role', 'reset session authorization'], 1],
    ['another transaction', ['rollback', 'begin'], 0],
    ['another transaction of its own', ['commit and chain'], 0],
    ['the role that policies are for', ['set role report_reader'], 1],
    [
      'viewers of its own',
      [
        "create temp table viewers as select text 'x' as name, text 'ministry' as scope_kind, text '' as scope_place",
        "create temp table viewer_sessions as select sha256('own') as secret_hash, text 'x' as viewer, timestamptz 'infinity' as expires_at",
        "select enter_report(sha256('own'), now())",
      ],
      0,
    ],
    [
      'a key of its own',
      [
        "create temp table report_keys as select ''::bytea as inner_key, ''::bytea as outer_key",
        `select set_config('report.scope', ${ownSeal} || 'ministry', true)`,
      ],
      0,
    ],
    [
      'a function of its own',
      [
        `create function pg_temp.all_of_it() returns bigint language plpgsql security definer
           as 'begin return (select count(hcode) from public.facilities); end'`,
        'create temp view facilities as select generate_series(1, pg_temp.all_of_it()) as hcode',
      ],
      1,
    ],
  ])('sees no more with %s', async (_what, statements, sees) => {
    expect(await countAfter(...statements)).toBe(sees);
  });

  it.each([
    'set role centre',
    "select set_config('role', 'centre', false)",
    'set session authorization centre',
    "select set_config('session_authorization', 'centre', true)",
    'grant centre to current_user',
    'alter role current_user bypassrls',
    'alter role current_user createrole',
    'set local row_security = off',
    "select report_seal(text 'ministry')",
    'select * from report_keys',
    'select * from viewers',
    'select * from viewer_sessions',
    'select rolpassword from pg_authid',
    'alter table facilities disable row level security',
    'drop policy in_scope on facilities',
    'create policy all_of_it on facilities for select using (true)',
    "create function report_scope_of_mine() returns text language sql as 'select null'",
    "create or replace function report_scope() returns text language sql as 'select ''ministry'''",
    'delete from daily_counts',
    "insert into viewer_sessions values ('', 'facility-10722', now())",
    "update facilities set hcode = '10722'",
    "select add_devices('10722', 1)",
    'truncate facility_totals',
    "copy facilities to program 'cat'",
    "select pg_read_file('pg_hba.conf')",
  ])('is refused %s', async (statement) => {
    expect(await countAfter(statement)).toMatch(REFUSED);
  });

  it('gets nothing by what another viewer’s transaction was given', async () => {
    const ministrys = async (scoped: Database) => {
      const [row] = await run<{ sealed: string }>(scoped, "select current_setting('report.scope') as sealed");
      return row?.sealed ?? '';
    };
    const take = (sealed: string) => countAfter(`select set_config('report.scope', '${sealed}', true)`);
    // Of one that is over, on a connection that may be the same; of one that is under way.
    expect(await take(await readAs(centre, MINISTRY, ministrys))).toBe(0);
    expect(await readAs(centre, MINISTRY, async (scoped) => take(await ministrys(scoped)))).toBe(0);
    // Of the one before on the very same connection.
    const session = await sessionOf(centre, MINISTRY);
    const again = await inSession(centre.reports, session, centre.now(), async (scoped) => {
      const sealed = await ministrys(scoped);
      for (const statement of ['rollback', 'begin', `select set_config('report.scope', '${sealed}', true)`])
        await run(scoped, statement);
      return countOf(scoped);
    });
    expect(again).toBe(0);
  });

  it('does not find another viewer’s session in what that one asks', async () => {
    const session = await sessionOf(centre, MINISTRY);
    const texts = await inSession(centre.reports, session, centre.now(), () =>
      readAs(centre, FACILITY, (scoped) =>
        run<{ query: string }>(scoped, 'select query from pg_stat_activity where usename = current_user'),
      ),
    );
    const entering = texts.map(({ query }) => query).filter((query) => query.includes('enter_report'));
    expect(entering.length).toBeGreaterThan(0);
    for (const query of entering) expect(query).toMatch(/from enter_report\(\$1, \$2\)$/);
  });

  describe('and its connection', () => {
    const connectionAfter = (...statements: string[]) =>
      readAs(centre, FACILITY, async (scoped) => {
        const [row] = await run<{ pid: number }>(scoped, 'select pg_backend_pid() as pid');
        for (const statement of statements) await run(scoped, statement).catch(() => {});
        return row?.pid ?? 0;
      });
    const isThere = async (pid: number) =>
      (await run(centre.db, `select from pg_stat_activity where pid = ${pid}`)).length === 1;

    it.each([
      ['leaves a statement behind', ['prepare left_behind as select 1']],
      ['takes one away', ['deallocate all']],
      ['ends its transaction', ['commit', 'begin']],
      ['ends it as the centre would', ['rollback', "select set_config('search_path', 'nowhere', false)"]],
      ['begins another in the same go', ['commit and chain']],
      ['leaves a table behind', ['create temp table facilities (hcode text)']],
      ['hides it in one go', ['select 1; deallocate all; select 1']],
      ['fails', ['select 1 / 0']],
    ])('are parted when it %s', async (_what, statements) => {
      const pid = await connectionAfter(...statements);
      await expect.poll(() => isThere(pid)).toBe(false);
    });

    it('stay together while it reads', async () => {
      const pid = await connectionAfter("select set_config('search_path', 'nowhere', false)");
      await new Promise((resolve) => setTimeout(resolve, 300));
      expect(await isThere(pid)).toBe(true);
    });
  });
});
