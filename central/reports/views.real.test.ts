import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  facilityReportSchema,
  nationalReportSchema,
  regionReportSchema,
  seriesSchema,
  type ViewerScope,
} from '../../contract/index.ts';
import { askReport, startReportedYear, type TestCentre, type TestDevice } from '../testing/index.ts';

const inScope = (kind: ViewerScope['kind'], place: string): ViewerScope => ({ kind, place });

describe('the views of the report', () => {
  let centre: TestCentre;
  let chonburi: TestDevice;
  beforeAll(async () => {
    ({ centre, chonburi } = await startReportedYear('=ระยอง, "ทดสอบ"'));
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
    expect(report.operators).toEqual([
      { operatorId: 'demo-operator', persons: 2, tokens: 2, confirmedTokens: 0 },
    ]);
    const tak = facilityReportSchema.parse(await get('/v1/reports/facilities/10722'));
    expect(tak.operators).toEqual([
      { operatorId: 'demo-operator', persons: 1, tokens: 1, confirmedTokens: 1 },
    ]);
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
    const operator = `of=operator&place=${encodeURIComponent('10662/demo-operator')}&from=2026-05-30&to=2026-05-31`;
    expect((await seriesOf(operator)).map(({ persons, tokens }) => [persons, tokens])).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect((await seriesOf(operator, inScope('region', '2'))).map(({ tokens }) => tokens)).toEqual([0, 0]);
    const nobody = '/v1/reports/series?of=operator&place=10662&from=2026-05-30&to=2026-05-31';
    expect((await askReport(centre, nobody)).status).toBe(422);
    const region = 'grain=month&of=region&place=6&from=2026-06-01&to=2026-06-30';
    expect((await seriesOf(region))[0]).toMatchObject({ persons: 1, tokens: 2 });
    expect((await seriesOf(region, inScope('facility', '10827')))[0]).toMatchObject({
      persons: 1,
      tokens: 1,
    });
    expect((await seriesOf(region, inScope('region', '2')))[0]).toMatchObject({ persons: 0, tokens: 0 });
    expect((await askReport(centre, '/v1/reports/series?from=2020-01-01&to=2026-01-01')).status).toBe(422);
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
    expect((await none.text()).split('\r\n').slice(1)).toEqual([',,ไม่มีข้อมูล', '']);
    const empty = await askReport(centre, '/v1/reports/regions/13/table.xlsx');
    const [emptySheet] = await readWorkbook(Buffer.from(await empty.arrayBuffer()));
    expect(emptySheet?.data.slice(3).flat().filter(Boolean)).toEqual(['ไม่มีข้อมูล']);
  });
});
