import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  nationalReportSchema,
  regionReportSchema,
  type ViewerScope,
  viewerSchema,
} from '../../contract/index.ts';
import {
  askReport,
  auditEventsOf,
  errorOf,
  readNationalReport,
  startFourFacilities,
  type TestCentre,
} from '../testing/index.ts';
import { removeViewer, setViewer } from './index.ts';

const scope = (kind: ViewerScope['kind'], place = ''): ViewerScope => ({ kind, place });
const MINISTRY = scope('ministry');

let centre: TestCentre;
beforeAll(async () => {
  centre = await startFourFacilities();
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
