import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Facility,
  nationalReportSchema,
  regionReportSchema,
  type ViewerScope,
  viewerSchema,
} from '../../contract/index.ts';
import {
  askReport,
  auditEventsOf,
  citizenId,
  createTestDevice,
  errorOf,
  readNationalReport,
  startTestCentre,
  type TestCentre,
  testFacility,
} from '../testing/index.ts';
import { removeViewer, setViewer, withScope } from './index.ts';

const scope = (kind: ViewerScope['kind'], place = ''): ViewerScope => ({ kind, place });
const MINISTRY = scope('ministry');

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre();
  const places: Facility[] = [
    testFacility('10662', 'ชลบุรี', 6),
    testFacility('10663', 'ชลบุรี', 6),
    testFacility('10827', 'ระยอง', 6),
    testFacility('10722', 'ตาก', 2),
  ];
  const devices = await Promise.all(places.map((place) => createTestDevice(centre, { facility: place })));
  for (const device of devices) await device.enrollAndSend({ cid: citizenId(1) });
});
afterAll(() => centre.stop());

const signIn = (name: string, password: string, headers: Record<string, string> = {}) =>
  fetch(`${centre.url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ name, password }),
  });
const ask = (path: string, cookie: string) => fetch(centre.url + path, { headers: { cookie } });
const cookieOf = (response: Response): string =>
  (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';

describe('signing in to the report', () => {
  it.each(['/v1/reports/regions', '/v1/reports/regions/6', '/v1/session'])(
    'is needed for %s',
    async (path) => {
      const response = await fetch(centre.url + path);
      expect(response.status).toBe(401);
      expect((await errorOf(response)).code).toBe('REPORT_SIGN_IN');
      expect((await ask(path, 'report_session=guessed')).status).toBe(401);
    },
  );

  it('lasts until signing out, in a cookie that no script and no page of others can use', async () => {
    const password = await setViewer(centre.db, { name: 'suda', scope: MINISTRY }, centre.now());
    const signedIn = await signIn('suda', password);
    expect(viewerSchema.parse(await signedIn.json())).toEqual({ name: 'suda', scope: MINISTRY });
    expect(signedIn.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict$/);
    const cookie = cookieOf(signedIn);
    expect((await ask('/v1/reports/regions', cookie)).status).toBe(200);
    await fetch(`${centre.url}/v1/session`, { method: 'DELETE', headers: { cookie } });
    expect((await ask('/v1/reports/regions', cookie)).status).toBe(401);
  });

  it('ends after twelve hours, with a new password, and with the viewer', async () => {
    const session = async () => {
      const password = await setViewer(centre.db, { name: 'malai', scope: MINISTRY }, centre.now());
      return cookieOf(await signIn('malai', password));
    };
    const before = await session();
    const cookie = await session();
    expect((await ask('/v1/session', before)).status).toBe(401);
    expect((await ask('/v1/session', cookie)).status).toBe(200);
    centre.moveClock(12 * 3_600_000 + 1000);
    expect((await ask('/v1/session', cookie)).status).toBe(401);
    const last = await session();
    expect(await removeViewer(centre.db, 'malai', centre.now())).toBe(true);
    expect((await ask('/v1/session', last)).status).toBe(401);
  });

  it('says no more of an unknown name than of a wrong password', async () => {
    await setViewer(centre.db, { name: 'known', scope: MINISTRY }, centre.now());
    const answers = await Promise.all([signIn('known', 'wrong'), signIn('unknown', 'wrong')]);
    for (const answer of answers) expect(answer.status).toBe(403);
    const [known, unknown] = await Promise.all(answers.map((answer) => answer.json()));
    expect(known).toEqual(unknown);
  });

  it('is locked for a quarter of an hour by the fifth wrong password, and that is written down', async () => {
    const password = await setViewer(centre.db, { name: 'preecha', scope: MINISTRY }, centre.now());
    for (let failure = 1; failure < 5; failure += 1)
      expect((await errorOf(await signIn('preecha', 'wrong'))).code).toBe('REPORT_SIGN_IN_WRONG');
    const locked = { code: 'REPORT_SIGN_IN_LOCKED', details: { minutes: 15 } };
    expect(await errorOf(await signIn('preecha', 'wrong'))).toEqual(locked);
    expect(await errorOf(await signIn('preecha', password))).toEqual(locked);
    centre.moveClock(15 * 60_000 + 1000);
    expect((await signIn('preecha', password)).status).toBe(200);
    const events = [
      'viewer.set',
      ...Array(4).fill('viewer.sign-in-failed'),
      'viewer.locked',
      'viewer.signed-in',
    ];
    expect(await auditEventsOf(centre, 'preecha')).toEqual(events);
  });

  it('is refused to a page of another origin', async () => {
    const password = await setViewer(centre.db, { name: 'wipa', scope: MINISTRY }, centre.now());
    const answer = await signIn('wipa', password, { origin: 'https://elsewhere.example' });
    expect(await errorOf(answer)).toEqual({ code: 'REQUEST_INVALID', details: { reason: 'origin' } });
    expect((await signIn('wipa', password, { origin: centre.url })).status).toBe(200);
  });
});

describe('a viewer', () => {
  const regionsOf = async (asked: ViewerScope) =>
    (await readNationalReport(centre, asked)).regions
      .filter(({ totals }) => totals !== null)
      .map(({ region, totals }) => [region, totals?.devices, totals?.persons]);
  const facilitiesOf = async (asked: ViewerScope, region: number) => {
    const answer = await askReport(centre, `/v1/reports/regions/${region}`, asked);
    return regionReportSchema.parse(await answer.json()).facilities.map(({ hcode }) => hcode);
  };

  it.each([
    [
      'of the ministry',
      MINISTRY,
      [
        [2, 1, 1],
        [6, 3, 1],
      ],
      ['10662', '10663', '10827'],
      ['10722'],
    ],
    ['of a region', scope('region', '6'), [[6, 3, 1]], ['10662', '10663', '10827'], []],
    ['of a province', scope('province', 'ชลบุรี'), [[6, 2, 2]], ['10662', '10663'], []],
    ['of a facility', scope('facility', '10722'), [[2, 1, 1]], [], ['10722']],
  ] as const)('%s sees as far as that', async (_who, asked, regions, inSix, inTwo) => {
    expect(await regionsOf(asked)).toEqual(regions);
    expect(await facilitiesOf(asked, 6)).toEqual(inSix);
    expect(await facilitiesOf(asked, 2)).toEqual(inTwo);
  });

  it('gets a person once in the total of the whole country', async () => {
    const { national } = nationalReportSchema.parse(await readNationalReport(centre));
    expect(national).toEqual({ devices: 4, persons: 1, tokens: 4, confirmedTokens: 0 });
  });
});

describe('a query', () => {
  const TABLES = [
    ...(['facilities', 'devices', 'tokens', 'daily_counts'] as const),
    ...(['facility_totals', 'facility_days', 'operator_days', 'hourly_counts'] as const),
  ];
  const count = (asked: ViewerScope, table: (typeof TABLES)[number]) =>
    withScope(centre.db, asked, async (scoped) => {
      const { rows } = await sql<{
        n: number;
      }>`select count(hcode)::int as n from ${sql.table(table)}`.execute(scoped);
      return rows[0]?.n;
    });

  it.each(TABLES)("that asks for all %s gets the scope's and no more", async (table) => {
    expect(await count(MINISTRY, table)).toBe(4);
    expect(await count(scope('region', '6'), table)).toBe(3);
    expect(await count(scope('province', 'ชลบุรี'), table)).toBe(2);
    expect(await count(scope('facility', '10722'), table)).toBe(1);
    expect(await count(scope('facility', ''), table)).toBe(0);
  });

  it('takes a place for nothing but a name', async () => {
    const quoting = "x', true), set_config('report.scope_kind', 'ministry', true); --";
    expect(await count(scope('facility', quoting), 'facilities')).toBe(0);
    expect(await count(scope('facility', '\\'), 'facilities')).toBe(0);
  });

  it.each(['province_days', 'province_totals'] as const)(
    'gets the %s it may see, and a facility none',
    async (table) => {
      const provinces = async (asked: ViewerScope) =>
        withScope(centre.db, asked, (scoped) =>
          scoped.selectFrom(table).select('province').distinct().orderBy('province').execute(),
        );
      expect(await provinces(MINISTRY)).toHaveLength(3);
      expect(await provinces(scope('province', 'ชลบุรี'))).toEqual([{ province: 'ชลบุรี' }]);
      expect(await provinces(scope('facility', '10722'))).toEqual([]);
    },
  );

  it('without a scope gets nothing', async () => {
    const rows = await centre.db.transaction().execute(async (transaction) => {
      await sql`set local role report_reader`.execute(transaction);
      return transaction.selectFrom('facilities').select('hcode').execute();
    });
    expect(rows).toEqual([]);
  });

  it.each(['envelopes', 'tokens', 'persons', 'device_keys', 'viewers', 'audit_events'])(
    'gets nothing at all of %s',
    async (table) => {
      const asked = withScope(centre.db, MINISTRY, (scoped) =>
        sql`select * from ${sql.table(table)}`.execute(scoped),
      );
      await expect(asked).rejects.toThrow(/permission denied/);
    },
  );

  it('cannot write', async () => {
    const asked = withScope(centre.db, MINISTRY, (scoped) => scoped.deleteFrom('daily_counts').execute());
    await expect(asked).rejects.toThrow(/permission denied/);
  });

  it('leaves no scope behind on the connection', async () => {
    await withScope(centre.db, scope('facility', '10722'), async () => {});
    expect(await centre.db.selectFrom('facilities').select('hcode').execute()).toHaveLength(4);
  });

  it('leaves none behind either when it fails', async () => {
    const failing = withScope(centre.db, scope('facility', '10722'), (scoped) =>
      sql`select 1 / 0`.execute(scoped),
    );
    await expect(failing).rejects.toThrow(/division by zero/);
    expect(await centre.db.selectFrom('facilities').select('hcode').execute()).toHaveLength(4);
  });
});
