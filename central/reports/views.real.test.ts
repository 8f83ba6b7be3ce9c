import { sql } from 'kysely';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  facilityReportSchema,
  nationalReportSchema,
  regionReportSchema,
  reportedCallBacksSchema,
  seriesSchema,
  silentFacilitiesSchema,
  unconfirmedTokensSchema,
  type ViewerScope,
  visitHoursSchema,
} from '../../contract/index.ts';
import {
  askReport,
  citizenId,
  createTestDevice,
  createTestHolder,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  testFacility,
} from '../testing/index.ts';

const CHONBURI = testFacility('10662', 'ชลบุรี', 6, 'โรงพยาบาลชลบุรี');
const RAYONG = testFacility('10827', 'ระยอง', 6, '=ระยอง, "ทดสอบ"');
const TAK = testFacility('10722', 'ตาก', 2, 'โรงพยาบาลตาก');
/** Bangkok's calendar. */
const DAYS = { january: '2026-01-31', lateMay: '2026-05-30', june: '2026-06-15', july: '2026-07-02' };
const morningOf = (day: string): Date => new Date(`${day}T02:30:00Z`);
const inScope = (kind: ViewerScope['kind'], place: string): ViewerScope => ({ kind, place });

describe('the views of the report', () => {
  let centre: TestCentre;
  let chonburi: TestDevice;
  let confirmedToken: string;
  let openToken: string;
  beforeAll(async () => {
    centre = await startTestCentre();
    let rayong: TestDevice;
    let tak: TestDevice;
    [chonburi, rayong, tak] = (await Promise.all(
      [CHONBURI, RAYONG, TAK].map((of) => createTestDevice(centre, { facility: of })),
    )) as [TestDevice, TestDevice, TestDevice];
    const visit = (device: TestDevice, person: number, day: string) =>
      device.enrollAndSend({ cid: citizenId(person), createdAt: morningOf(day) });
    await visit(chonburi, 1, DAYS.january);
    await visit(chonburi, 2, DAYS.lateMay);
    await visit(chonburi, 3, DAYS.june);
    await visit(rayong, 3, DAYS.june);
    openToken = (await visit(rayong, 4, DAYS.july)).tokenId;
    const last = await visit(tak, 1, DAYS.july);
    confirmedToken = last.tokenId;
    await (await createTestHolder(centre)).claim(last);
  });
  afterAll(() => centre.stop());

  const get = async (path: string, scope?: ViewerScope) => (await askReport(centre, path, scope)).json();
  const tokensByHcode = async (query: string) => {
    const { facilities } = regionReportSchema.parse(await get(`/v1/reports/regions/6${query}`));
    return facilities.map(({ hcode, persons, tokens }) => [hcode, persons, tokens]);
  };

  it.each([
    [
      'within a month',
      '?from=2026-06-01&to=2026-06-14',
      [
        ['10662', 0, 0],
        ['10827', 0, 0],
      ],
    ],
    [
      'of one day',
      '?from=2026-06-15&to=2026-06-15',
      [
        ['10662', 1, 1],
        ['10827', 1, 1],
      ],
    ],
    [
      'of whole months',
      '?from=2026-05-01&to=2026-06-30',
      [
        ['10662', 2, 2],
        ['10827', 1, 1],
      ],
    ],
    [
      'with days at both ends',
      '?from=2026-01-31&to=2026-07-02',
      [
        ['10662', 3, 3],
        ['10827', 2, 2],
      ],
    ],
    [
      'that begins a day later',
      '?from=2026-02-01&to=2026-07-01',
      [
        ['10662', 2, 2],
        ['10827', 1, 1],
      ],
    ],
    [
      'of all time',
      '',
      [
        ['10662', 3, 3],
        ['10827', 2, 2],
      ],
    ],
  ])('count a period %s, for each facility', async (_which, query, expected) => {
    expect(await tokensByHcode(query)).toEqual(expected);
  });

  it('count a period for the country and its regions, and by the same for a single facility', async () => {
    const query = '/v1/reports/regions?from=2026-05-01&to=2026-06-30';
    const { national, regions } = nationalReportSchema.parse(await get(query));
    expect(national).toEqual({ devices: 3, persons: 2, tokens: 3, confirmedTokens: 0 });
    expect(regions[5]?.totals).toEqual({ devices: 2, persons: 2, tokens: 3, confirmedTokens: 0 });
    const own = nationalReportSchema.parse(await get(query, inScope('facility', '10662')));
    expect(own.national).toEqual({ devices: 1, persons: 2, tokens: 2, confirmedTokens: 0 });
  });

  it.each(['?from=2026-05-01', '?from=2026-06-02&to=2026-06-01', '?from=yesterday&to=today'])(
    'refuse a period that is none: %s',
    async (query) => {
      expect((await askReport(centre, `/v1/reports/regions${query}`)).status).toBe(422);
    },
  );

  it('lead from a facility to its devices and its operators', async () => {
    const report = facilityReportSchema.parse(
      await get('/v1/reports/facilities/10662?from=2026-05-01&to=2026-06-30'),
    );
    expect(report.facility).toMatchObject({ nameTh: 'โรงพยาบาลชลบุรี', region: 6, devices: 1, tokens: 2 });
    expect(report.devices).toMatchObject([
      { deviceId: chonburi.id, name: 'test device', persons: 2, tokens: 2 },
    ]);
    expect(report.operators).toEqual([{ operatorId: 'demo-operator', tokens: 2, confirmedTokens: 0 }]);
    const tak = facilityReportSchema.parse(await get('/v1/reports/facilities/10722'));
    expect(tak.operators).toEqual([{ operatorId: 'demo-operator', tokens: 1, confirmedTokens: 1 }]);
  });

  it('show nothing of a facility to whoever may not see it', async () => {
    const answer = await askReport(centre, '/v1/reports/facilities/10662', inScope('region', '2'));
    expect(answer.status).toBe(404);
  });

  it('give counts over time, with the days on which nobody came', async () => {
    const seriesOf = async (query: string, scope?: ViewerScope) =>
      seriesSchema.parse(await get(`/v1/reports/series?${query}`, scope)).points;
    const months = await seriesOf('grain=month&from=2026-05-01&to=2026-07-31');
    expect(months.map(({ start, persons, tokens }) => [start, persons, tokens])).toEqual([
      ['2026-05-01', 1, 1],
      ['2026-06-01', 1, 2],
      ['2026-07-01', 1, 2],
    ]);
    const weeks = await seriesOf('grain=week&of=facility&place=10662&from=2026-05-25&to=2026-06-15');
    expect(weeks.map(({ start, tokens }) => [start, tokens])).toEqual([
      ...[
        ['2026-05-25', 1],
        ['2026-06-01', 0],
      ],
      ...[
        ['2026-06-08', 0],
        ['2026-06-15', 1],
      ],
    ]);
    const days = await seriesOf(`of=device&place=${chonburi.id}&from=2026-06-14&to=2026-06-15`);
    expect(days.map(({ tokens }) => tokens)).toEqual([0, 1]);
    const region = 'grain=month&of=region&place=6&from=2026-06-01&to=2026-06-30';
    expect((await seriesOf(region))[0]).toMatchObject({ persons: 1, tokens: 2 });
    expect((await seriesOf(region, inScope('facility', '10827')))[0]).toMatchObject({
      persons: 1,
      tokens: 1,
    });
    expect((await seriesOf(region, inScope('region', '2')))[0]).toMatchObject({ persons: 0, tokens: 0 });
    expect((await askReport(centre, '/v1/reports/series?from=2020-01-01&to=2026-01-01')).status).toBe(422);
  });

  it('list whose tokens nobody has confirmed, for each facility by itself', async () => {
    const list = async (hcode: string, scope?: ViewerScope) =>
      unconfirmedTokensSchema.parse(await get(`/v1/reports/unconfirmed?hcode=${hcode}&days=0`, scope));
    expect(await list('10827')).toMatchObject({
      count: 2,
      tokens: [{ level: '2.1' }, { tokenId: openToken }],
    });
    expect((await list('10722')).count).toBe(0);
    expect((await list('10827', inScope('facility', '10662'))).count).toBe(0);
    expect(unconfirmedTokensSchema.parse(await get('/v1/reports/unconfirmed?hcode=10827&days=3')).count).toBe(
      0,
    );
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
    const { hours } = visitHoursSchema.parse(await get(asked));
    expect(hours).toEqual([
      { weekday: 1, hour: 9, visits: 1 },
      { weekday: 6, hour: 9, visits: 2 },
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

  it('give a region’s table as a workbook and as text, with the columns of the printed report', async () => {
    const workbook = await askReport(centre, '/v1/reports/regions/6/table.xlsx');
    const [sheet] = await readWorkbook(Buffer.from(await workbook.arrayBuffer()));
    const data = sheet?.data ?? [];
    expect(data[2]).toEqual([
      ...['ลำดับ', 'รหัส', 'ชื่อหน่วยให้บริการ', 'จังหวัด', 'อำเภอ'],
      ...['จำนวนอุปกรณ์', 'จำนวนคน', 'จำนวน Token', 'จำนวนยืนยัน Token'],
    ]);
    expect(data[3]).toEqual([1, '10662', 'โรงพยาบาลชลบุรี', 'ชลบุรี', 'เมือง', 1, 3, 3, null]);
    const text = Buffer.from(
      await (await askReport(centre, '/v1/reports/regions/6/table.csv')).arrayBuffer(),
    );
    expect(text.subarray(0, 3)).toEqual(Buffer.of(0xef, 0xbb, 0xbf));
    expect(text.toString().split('\r\n')[2]).toBe(`2,10827,"'=ระยอง, ""ทดสอบ""",ระยอง,เมือง,1,2,2,`);
    const none = await askReport(centre, '/v1/reports/regions/2/table.csv', inScope('region', '6'));
    expect((await none.text()).split('\r\n')).toHaveLength(2);
  });
});
