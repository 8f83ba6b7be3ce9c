import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  reportedCallBacksSchema,
  silentFacilitiesSchema,
  unconfirmedBySchema,
  unconfirmedTokensSchema,
  type ViewerScope,
  visitHoursSchema,
} from '../../contract/index.ts';
import {
  askReport,
  citizenId,
  startReportedYear,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';

const inScope = (kind: ViewerScope['kind'], place: string): ViewerScope => ({ kind, place });

describe('the lists of the report', () => {
  let centre: TestCentre;
  let chonburi: TestDevice;
  let rayong: TestDevice;
  let confirmedToken: string;
  let openToken: string;
  beforeAll(async () => {
    ({ centre, chonburi, rayong, openToken, confirmedToken } = await startReportedYear('โรงพยาบาลระยอง'));
  });
  afterAll(() => centre.stop());

  const get = async (path: string, scope?: ViewerScope) => (await askReport(centre, path, scope)).json();

  it('list whose tokens nobody has confirmed, for each facility by itself', async () => {
    const list = async (hcode: string, scope?: ViewerScope) =>
      unconfirmedTokensSchema.parse(await get(`/v1/reports/unconfirmed?hcode=${hcode}&days=0`, scope));
    expect(await list('10827')).toMatchObject({
      ...{ count: 2, nameTh: 'โรงพยาบาลระยอง' },
      // Both of one second: either may be the first.
      tokens: expect.arrayContaining([expect.objectContaining({ level: '2.1', tokenId: openToken })]),
    });
    expect((await list('10722')).count).toBe(0);
    expect((await list('10827', inScope('facility', '10662'))).count).toBe(0);
    expect(unconfirmedTokensSchema.parse(await get('/v1/reports/unconfirmed?hcode=10827&days=3')).count).toBe(
      0,
    );
  });

  it('tell which facilities of a region have most of them', async () => {
    const most = async (region: number, scope?: ViewerScope) =>
      unconfirmedBySchema
        .parse(await get(`/v1/reports/unconfirmed-by?region=${region}&days=0`, scope))
        .facilities.map(({ hcode, count }) => [hcode, count]);
    expect(await most(6)).toEqual([
      ['10662', 3],
      ['10827', 2],
    ]);
    expect(await most(2)).toEqual([]);
    expect(await most(6, inScope('facility', '10827'))).toEqual([['10827', 2]]);
    expect(await most(6, inScope('region', '2'))).toEqual([]);
    const waited = await get('/v1/reports/unconfirmed-by?region=6&days=3');
    expect(unconfirmedBySchema.parse(waited).facilities).toEqual([]);
  });

  it('list who is to be called back', async () => {
    await centre.db
      .insertInto('call_backs')
      .values({ token_id: confirmedToken, hcode: '10722', reason: 'card-not-normal', added_at: centre.now() })
      .execute();
    const list = async (scope?: ViewerScope) =>
      reportedCallBacksSchema.parse(await get('/v1/reports/call-backs', scope)).callBacks;
    expect(await list()).toMatchObject([{ tokenId: confirmedToken, nameTh: 'โรงพยาบาลตาก' }]);
    expect(await list(inScope('region', '6'))).toEqual([]);
  });

  it('tell at which hours people come', async () => {
    const asked = '/v1/reports/hours?hcode=10662&from=2026-01-01&to=2026-12-31';
    const { hours, openDays } = visitHoursSchema.parse(await get(asked));
    expect(hours).toEqual([
      { weekday: 1, hour: 9, visits: 1 },
      { weekday: 6, hour: 9, visits: 2 },
    ]);
    expect(openDays).toEqual([
      { weekday: 1, days: 1 },
      { weekday: 6, days: 2 },
    ]);
  });

  it('name a facility that has gone silent, or that holds records back', async () => {
    const silent = async () =>
      silentFacilitiesSchema
        .parse(await get('/v1/reports/silent?days=3'))
        .facilities.map((row) => [...[row.hcode, row.lastVisitDay, row.waitingRecords]]);
    expect(await silent()).toEqual([]);
    const days = (count: number) => sql<Date>`now() - make_interval(days => ${count})`;
    await centre.db
      .updateTable('devices')
      .where('hcode', '=', '10722')
      .set({ last_seen_at: days(4) })
      .execute();
    const oldestAt = new Date(centre.now().getTime() - 5 * 86_400_000).toISOString();
    const head = { seq: 1, hash: 'a'.repeat(64) };
    const told = await chonburi.call('POST', '/v1/devices/me/audit', {
      body: JSON.stringify({ head, anchor: null, brokenAt: null, waiting: { records: 7, oldestAt } }),
    });
    expect(told.status).toBe(200);
    expect(await silent()).toEqual([
      ['10722', '2026-07-02', 0],
      ['10662', '2026-06-15', 7],
    ]);
  });

  it('give a long list by pages of fifty, with the number of all', async () => {
    const many = 60;
    const issuedAt = sql<Date>`now() - make_interval(days => 5)`;
    for (let citizen = 0; citizen < many; citizen += 1) {
      const { tokenId } = await rayong.enrollAndSend({ cid: citizenId(100 + citizen) });
      await centre.db.updateTable('tokens').set({ issued_at: issuedAt }).where('jti', '=', tokenId).execute();
      await centre.db
        .insertInto('call_backs')
        .values({ token_id: tokenId, hcode: '10827', reason: 'card-not-normal', added_at: centre.now() })
        .execute();
    }
    const unconfirmedOn = async (page: number) =>
      unconfirmedTokensSchema.parse(await get(`/v1/reports/unconfirmed?hcode=10827&days=3&page=${page}`));
    const callBacksOn = async (page: number, hcode: string) =>
      reportedCallBacksSchema.parse(await get(`/v1/reports/call-backs?page=${page}${hcode}`));
    const first = await unconfirmedOn(1);
    const second = await unconfirmedOn(2);
    expect([first.count, first.tokens.length, second.tokens.length]).toEqual([many, 50, 10]);
    expect(new Set([...first.tokens, ...second.tokens].map(({ tokenId }) => tokenId)).size).toBe(many);
    const own = await callBacksOn(2, '&hcode=10827');
    expect([own.count, own.callBacks.length]).toEqual([many, 10]);
    expect((await callBacksOn(1, '')).count).toBe(many + 1);
    expect((await callBacksOn(1, '&hcode=10722')).callBacks).toHaveLength(1);
  });
});
