import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  deviceReportSchema,
  facilityReportSchema,
  regionReportSchema,
  type Totals,
} from '../../contract/index.ts';
import {
  askReport,
  citizenId,
  createTestDevice,
  createTestHolder,
  readNationalReport,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  testFacility,
} from '../testing/index.ts';
import { dayInBangkok } from './days.ts';

const totals = (devices: number, persons: number, tokens: number, confirmedTokens: number): Totals => ({
  ...{ devices, persons, tokens, confirmedTokens },
});

describe('the reports', () => {
  let centre: TestCentre;
  let first: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    const chonburi = testFacility('10662', 'ชลบุรี', 6);
    const [one, two, rayong, tak] = await Promise.all([
      createTestDevice(centre, { facility: chonburi }),
      createTestDevice(centre, { facility: chonburi }),
      createTestDevice(centre, { facility: testFacility('10827', 'ระยอง', 6) }),
      createTestDevice(centre, { facility: testFacility('10722', 'ตาก', 2) }),
      createTestDevice(centre, { facility: testFacility('00014', 'ตราด', 6) }),
    ]);
    first = one;
    // Person 1 comes back to the same device, to another one of the facility, to another facility, another region.
    for (const device of [one, one, two, rayong, tak]) await device.enrollAndSend({ cid: citizenId(1) });
    await one.enrollAndSend({ cid: citizenId(2) });
    const last = await two.enrollAndSend({ cid: citizenId(3) });
    const holder = await createTestHolder(centre);
    await holder.claim(last);
  });
  afterAll(() => centre.stop());

  const get = async (path: string) => (await askReport(centre, path)).json();

  it('count a person once in each scope, however many tokens', async () => {
    const report = await readNationalReport(centre);
    expect(report.national).toEqual(totals(5, 3, 7, 1));
    expect(report.regions).toHaveLength(13);
    expect(report.regions[5]).toEqual({ region: 6, totals: totals(4, 3, 6, 1) });
    expect(report.regions[1]).toEqual({ region: 2, totals: totals(1, 1, 1, 0) });
  });

  it('have no data, rather than zeros, for a region that never reported', async () => {
    const report = await readNationalReport(centre);
    expect(report.regions[12]).toEqual({ region: 13, totals: null });
  });

  it('list the facilities of a region by code, also one that only has a device', async () => {
    const report = regionReportSchema.parse(await get('/v1/reports/regions/6'));
    expect(
      report.facilities.map(({ hcode, devices, persons, tokens, confirmedTokens }) => [
        ...[hcode, devices, persons, tokens, confirmedTokens],
      ]),
    ).toEqual([
      ['00014', 1, 0, 0, 0],
      ['10662', 2, 3, 5, 1],
      ['10827', 1, 1, 1, 0],
    ]);
    expect(regionReportSchema.parse(await get('/v1/reports/regions/9')).facilities).toEqual([]);
    expect((await askReport(centre, '/v1/reports/regions/14')).status).toBe(422);
  });

  it('tell a device its own counts, its facility’s and its region’s', async () => {
    const response = await first.call('GET', '/v1/devices/me/report');
    const report = deviceReportSchema.parse(await response.json());
    expect(report.device).toEqual(totals(1, 2, 3, 0));
    expect(report.facility).toEqual(totals(2, 3, 5, 1));
    expect(report.region).toEqual(totals(4, 3, 6, 1));
  });

  it('tell a device the same of a period; the devices are those of now', async () => {
    const ask = async (query: string) =>
      deviceReportSchema.parse(await (await first.call('GET', `/v1/devices/me/report${query}`)).json());
    const today = dayInBangkok(new Date());
    const { device, facility, region } = await ask(`?from=${today}&to=${today}`);
    expect({ device, facility, region }).toEqual({
      device: totals(1, 2, 3, 0),
      facility: totals(2, 3, 5, 1),
      region: totals(4, 3, 6, 1),
    });
    const longAgo = await ask('?from=2020-01-01&to=2020-01-31');
    expect([longAgo.device, longAgo.facility, longAgo.region]).toEqual([
      totals(1, 0, 0, 0),
      totals(2, 0, 0, 0),
      totals(4, 0, 0, 0),
    ]);
  });

  it('tell a device what each device and operator of its facility did in a period, and nothing of another facility', async () => {
    const ask = async (query: string) =>
      facilityReportSchema.parse(await (await first.call('GET', `/v1/devices/me/facility${query}`)).json());
    const today = dayInBangkok(new Date());
    for (const query of ['', `?from=${today}&to=${today}`]) {
      const { facility, devices, operators } = await ask(query);
      expect([facility.hcode, facility.persons, facility.tokens]).toEqual(['10662', 3, 5]);
      expect(devices.map(({ tokens, confirmedTokens }) => [tokens, confirmedTokens]).sort()).toEqual([
        [2, 1],
        [3, 0],
      ]);
      const ofAll = (name: 'persons' | 'tokens') => operators.reduce((sum, row) => sum + row[name], 0);
      expect([ofAll('persons'), ofAll('tokens')]).toEqual([3, 5]);
    }
    const longAgo = await ask('?from=2020-01-01&to=2020-01-31');
    expect(longAgo.devices.map(({ tokens }) => tokens)).toEqual([0, 0]);
    expect(longAgo.operators).toEqual([]);
  });

  it('stay right when a person appears at many devices at once', async () => {
    const before = (await readNationalReport(centre)).national;
    const devices = await Promise.all(
      Array.from({ length: 6 }, () =>
        createTestDevice(centre, { facility: testFacility('10704', 'ขอนแก่น', 7) }),
      ),
    );
    const sent = await Promise.all(devices.map((device) => device.enrollAndSend({ cid: citizenId(99) })));
    expect(sent.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
    const after = await readNationalReport(centre);
    expect(after.national).toEqual(totals(before.devices + 6, before.persons + 1, before.tokens + 6, 1));
    expect(after.regions[6]?.totals).toEqual(totals(6, 1, 6, 0));
  });
});

describe('the day of a visit', () => {
  it('is the one in Bangkok', () => {
    expect(dayInBangkok(new Date('2026-11-22T16:59:59Z'))).toBe('2026-11-22');
    expect(dayInBangkok(new Date('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
  });
});
