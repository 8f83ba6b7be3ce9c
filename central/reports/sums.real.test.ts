import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facilityReportSchema, nationalReportSchema } from '../../contract/index.ts';
import { makeSumsAnew } from '../database/index.ts';
import {
  askReport,
  citizenId,
  createTestDevice,
  createTestHolder,
  readNationalReport,
  startTestCentre,
  type TestCentre,
  testFacility,
} from '../testing/index.ts';
import { dayInBangkok } from './days.ts';

const DAYS = ['2026-01-31', '2026-06-15', '2026-07-02'];

describe('the sums of the report', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
    for (const [hcode, province, region] of [
      ['10662', 'ชลบุรี', 6],
      ['10722', 'ตาก', 2],
    ] as const) {
      const facility = testFacility(hcode, province, region, `โรงพยาบาล${province}`);
      const device = await createTestDevice(centre, { facility });
      for (const [person, day] of DAYS.entries()) {
        const token = await device.enrollAndSend({
          cid: citizenId(person),
          createdAt: new Date(`${day}T02:30:00Z`),
        });
        if (person === 0) await (await createTestHolder(centre)).claim(token);
      }
    }
  });
  afterAll(() => centre.stop());

  const tokensOf = async (hcode: string, from: string, to: string): Promise<number> =>
    facilityReportSchema.parse(
      await (await askReport(centre, `/v1/reports/facilities/${hcode}?from=${from}&to=${to}`)).json(),
    ).facility.tokens;

  it('sum what was counted, whoever counts', async () => {
    // As a process of the version before does it: it knows nothing of the sums.
    await sql`update daily_counts set tokens = tokens + 2, persons_new_to_nation = persons_new_to_nation + 1`.execute(
      centre.db,
    );
    await expectSums(centre);
  });

  it('carry on whatever day a record is from, also one before all others or between them', async () => {
    const row = await centre.db.selectFrom('daily_counts').selectAll().limit(1).executeTakeFirstOrThrow();
    for (const day of ['2021-03-05', '2021-01-31', '2021-03-04'])
      await centre.db
        .insertInto('daily_counts')
        .values({ ...row, day, tokens: 7 })
        .execute();
    await expectSums(centre);
    expect(await tokensOf(row.hcode, '2021-01-01', '2021-12-31')).toBe(21);
    expect(await tokensOf(row.hcode, '2021-02-01', '2021-03-04')).toBe(7);
    expect(await tokensOf(row.hcode, '2020-01-01', '2021-01-30')).toBe(0);
  });

  it('of a period until today leave out what a kiosk whose clock is ahead has dated tomorrow', async () => {
    const row = await centre.db.selectFrom('daily_counts').selectAll().limit(1).executeTakeFirstOrThrow();
    const today = dayInBangkok(centre.now());
    const tomorrow = dayInBangkok(new Date(centre.now().getTime() + 86_400_000));
    const before = await tokensOf(row.hcode, '2020-01-01', today);
    expect(before).toBeGreaterThan(0);
    await centre.db
      .insertInto('daily_counts')
      .values({ ...row, day: tomorrow, tokens: 9 })
      .execute();
    expect(await tokensOf(row.hcode, '2020-01-01', today)).toBe(before);
    expect(await tokensOf(row.hcode, '2020-01-01', tomorrow)).toBe(before + 9);
  });

  it('count the devices that are there, wherever they go', async () => {
    const devices = centre.db.updateTable('devices').where('hcode', '=', '10662');
    const inRegions = async () =>
      nationalReportSchema
        .parse(await readNationalReport(centre))
        .regions.filter(({ totals }) => totals)
        .map(({ region, totals }) => [region, totals?.devices]);
    expect(await inRegions()).toEqual([
      [2, 1],
      [6, 1],
    ]);
    await devices.set({ status: 'revoked' }).execute();
    expect(await inRegions()).toEqual([
      [2, 1],
      [6, 0],
    ]);
    await devices.set({ status: 'active', hcode: '10722' }).execute();
    expect(await inRegions()).toEqual([
      [2, 2],
      [6, 0],
    ]);
    await expectSums(centre);
  });

  async function waitingForLocks(): Promise<number> {
    const { rows } = await sql<{ waiting: number }>`
      select count(*)::int as waiting from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`.execute(centre.db);
    return rows[0]?.waiting ?? 0;
  }

  it('are made anew while they are read', async () => {
    const tokens = async () => nationalReportSchema.parse(await readNationalReport(centre)).national.tokens;
    await sql`update facility_totals set tokens = 0`.execute(centre.db);
    await sql`update facility_days set tokens = 0`.execute(centre.db);
    // Days that no year is kept for.
    const row = await centre.db.selectFrom('daily_counts').selectAll().limit(1).executeTakeFirstOrThrow();
    for (const day of ['2019-05-01', '2099-05-01'])
      await centre.db
        .insertInto('daily_counts')
        .values({ ...row, day })
        .execute();
    await sql`delete from facility_days where day < '2020-01-01' or day > '2090-01-01'`.execute(centre.db);
    await sql`update province_totals set tokens = 0`.execute(centre.db);
    let made = Promise.resolve();
    await centre.db.transaction().execute(async (transaction) => {
      // The totals are made anew up to here, and wait.
      await sql`select from province_totals for update`.execute(transaction);
      made = makeSumsAnew(centre.db);
      await expect.poll(waitingForLocks).toBe(1);
      expect(await tokens()).toBe(0);
    });
    await made;
    expect(await tokens()).toBeGreaterThan(0);
    await expectSums(centre);
  });
});

/** What each kind of sums comes to is what the counts by day come to. */
async function expectSums({ db }: TestCentre): Promise<void> {
  const sumOf = async (rows: RawBuilder<unknown>) => {
    const { rows: sums } = await sql`
      select sum(tokens)::int as tokens, sum(persons_new_to_nation)::int as nation,
        sum(confirmed_tokens)::int as confirmed
      from ${rows} as summed`.execute(db);
    return sums[0];
  };
  const { rows: devices } = await sql`
    select (select count(*) from devices where status = 'active' and not training) as there,
      (select sum(devices) from facility_totals) as facilities, (select sum(devices) from province_totals) as provinces
  `.execute(db);
  const { there } = devices[0] as { there: string };
  expect(devices[0]).toEqual({ there, facilities: there, provinces: there });
  const counted = await sumOf(sql`daily_counts`);
  for (const table of ['facility_totals', 'province_totals', 'province_days'])
    expect(await sumOf(sql.table(table)), table).toEqual(counted);
  const last = sql`(select distinct on (hcode) * from facility_days order by hcode, day desc)`;
  expect(await sumOf(last)).toEqual(counted);
  const { rows: wrong } = await sql`
    select hcode, day from facility_days f where tokens <>
      (select sum(tokens) from daily_counts c where c.hcode = f.hcode and c.day <= f.day)`.execute(db);
  expect(wrong).toEqual([]);
}
