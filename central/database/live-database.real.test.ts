import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facilityReportSchema } from '../../contract/index.ts';
import {
  askReport,
  createTestDevice,
  readNationalReport,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';
import { createMonths } from './add-month.ts';
import { MIGRATIONS, migrate } from './migrate.ts';
import { type Database, openDatabase } from './open-database.ts';
import { facilityYears, sumYearAnew } from './sum-year-anew.ts';

/** Every report that is asked for here signs in first. */
const SLOWLY = { timeout: 20_000 };

describe('a database that is in use', () => {
  let centre: TestCentre;
  let device: TestDevice;
  let db: Database;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
    db = openDatabase(centre.databaseUrl);
  });
  afterAll(async () => {
    await db.destroy();
    await centre.stop();
  });

  /** What a newer version of the centre would do at its start. */
  const newer: typeof MIGRATIONS = { ...MIGRATIONS };
  function migrateWith(name: string, up: (to: Database) => Promise<void>): Promise<void> {
    newer[name] = { up };
    return migrate(db, newer);
  }

  /** Sends one record after the other until told to stop; the answers' statuses and the longest wait for one. */
  function keepSending(by = device) {
    const statuses: number[] = [];
    let longestMs = 0;
    let sending = true;
    const ended = (async () => {
      while (sending) {
        const { sealed } = await by.enroll();
        const started = performance.now();
        statuses.push((await by.put(sealed.recordId, sealed.jws)).status);
        longestMs = Math.max(longestMs, performance.now() - started);
      }
    })();
    return {
      stop: async () => {
        sending = false;
        await ended;
        return { statuses: new Set(statuses), count: statuses.length, longestMs };
      },
    };
  }

  it('is migrated while an old process takes records, and a long report holds a table meanwhile', async () => {
    const intake = keepSending();
    const reader = db.transaction().execute(async (transaction) => {
      await sql`select count(*) from records`.execute(transaction);
      await pause(3000);
    });
    await pause(200);
    const started = performance.now();
    await migrateWith('9000-later', async (to) => {
      await sql`alter table records add column later text`.execute(to);
    });
    const waitedMs = performance.now() - started;
    await reader;
    const { statuses, count, longestMs } = await intake.stop();
    expect(statuses).toEqual(new Set([201]));
    expect(count).toBeGreaterThan(20);
    // The migration waited for the reader; nobody waited behind the migration for longer than it may wait for a lock.
    expect(waitedMs).toBeGreaterThan(2000);
    expect(longestMs).toBeLessThan(1500);
    expect(await sql`select later from records limit 1`.execute(db)).toBeDefined();
  });

  it('serves an old process that starts once more after a newer one has migrated it', async () => {
    await migrateWith('9001-newer', async () => {});
    await expect(migrate(db)).resolves.toBeUndefined();
    expect((await device.enrollAndSend()).status).toBe(201);
  });

  it('takes a migration whole or not at all', async () => {
    const broken = migrateWith('9002-broken', async (to) => {
      await sql`create table half (id int)`.execute(to);
      await sql`select nonsense`.execute(to);
    });
    await expect(broken).rejects.toThrow('nonsense');
    const { rows } = await sql<{ half: string | null }>`select to_regclass('half')::text as half`.execute(db);
    expect(rows).toEqual([{ half: null }]);
  });

  it('has the partition of the next month before it begins', async () => {
    await device.enrollAndSend();
    const month = centre.now();
    const next = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1, 1));
    const partition = `envelopes_${next.toISOString().slice(0, 7).replace('-', '_')}`;
    const { rows } = await sql<{
      name: string | null;
    }>`select to_regclass(${partition})::text as name`.execute(db);
    expect(rows).toEqual([{ name: partition }]);
  });

  it('lets a month be taken off and put back while records come, and knows its records meanwhile', async () => {
    centre.moveClock(62 * 86_400_000);
    const later = await createTestDevice(centre);
    const sent = await later.enrollAndSend();
    const partition = `envelopes_${centre.now().toISOString().slice(0, 7).replace('-', '_')}`;
    centre.moveClock(-62 * 86_400_000);

    const counted = async () => (await readNationalReport(centre)).national.tokens;
    const before = await counted();
    const intake = keepSending();
    await sql`alter table envelopes detach partition ${sql.table(partition)} concurrently`.execute(db);
    const { rows } = await sql<{ jws: string }>`select jws from ${sql.table(partition)}`.execute(db);
    expect(rows).toEqual([{ jws: sent.sealed.jws }]);
    expect((await later.put(sent.sealed.recordId, sent.sealed.jws)).status).toBe(409);
    const start = `${partition.slice(10).replace('_', '-')}-01`;
    await sql`
      alter table envelopes attach partition ${sql.table(partition)}
        for values from (${sql.lit(`${start} 00:00:00+00`)}) to (${sql.lit(`${monthAfter(start)} 00:00:00+00`)})
    `.execute(db);
    const { statuses, count } = await intake.stop();
    expect(statuses).toEqual(new Set([201]));
    expect(await counted()).toBe(before + count);
  });

  const year = () => centre.now().getUTCFullYear();
  /** Tokens of the year, as a period of the report sums them. */
  async function tokensOfYear(hcode: string): Promise<number> {
    const days = `from=${year()}-01-01&to=${year()}-12-31`;
    const answer = await askReport(centre, `/v1/reports/facilities/${hcode}?${days}`);
    return facilityReportSchema.parse(await answer.json()).facility.tokens;
  }
  const partitionOf = async (ofYear: number) => {
    const { rows } = await sql<{ id: number }>`
      select ${`facility_days_${ofYear}`}::regclass::oid::int as id`.execute(db);
    return rows[0]?.id;
  };

  it('has a year of running totals dropped and made anew while records come and the report is read', async () => {
    const { hcode } = await db.selectFrom('facility_totals').select('hcode').executeTakeFirstOrThrow();
    const right = await tokensOfYear(hcode);
    // After a visit whose kiosk's clock was ahead a period's end is no longer taken from the totals.
    await sql`update facility_totals set last_day = current_date + 1000`.execute(db);
    await sql`update facility_days set tokens = tokens + 1000`.execute(db);
    await sql`update facility_days set tokens = tokens - 1 where day = (select min(day) from facility_days)`.execute(
      db,
    );
    const old = await partitionOf(year());

    const intake = keepSending();
    const read: number[] = [];
    let reading = true;
    const reader = (async () => {
      while (reading) read.push(await tokensOfYear(hcode));
    })();
    await expect.poll(() => read.length, SLOWLY).toBeGreaterThan(0);
    await sumYearAnew(db, year());
    const readBefore = read.length;
    await expect.poll(() => read.length, SLOWLY).toBeGreaterThan(readBefore + 1);
    reading = false;
    await reader;
    const { statuses, count, longestMs } = await intake.stop();

    expect(statuses).toEqual(new Set([201]));
    expect(longestMs).toBeLessThan(1500);
    expect(await partitionOf(year())).not.toBe(old);
    expect(await tokensOfYear(hcode)).toBe(right + count);
    // The wrong ones until the exchange, the right ones from then on, nothing in between and no answer that failed.
    const wrong = read.filter((tokens) => tokens > 1000).length;
    expect(wrong).toBeGreaterThan(0);
    expect(read.length).toBeGreaterThan(wrong);
    expect(read.slice(wrong).every((tokens) => tokens >= right && tokens <= right + count)).toBe(true);
  });

  it('does a facility again that a record was counted for while its year was made', async () => {
    const row = await db.selectFrom('daily_counts').selectAll().limit(1).executeTakeFirstOrThrow();
    const before = await tokensOfYear(row.hcode);
    const counted = Promise.withResolvers<void>();
    const firstPass = Promise.withResolvers<void>();
    const underWay = db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable('daily_counts')
        .set({ tokens: row.tokens + 5 })
        .where('device_id', '=', row.device_id)
        .where('day', '=', row.day)
        .execute();
      counted.resolve();
      await firstPass.promise;
    });
    await counted.promise;
    const passes: number[] = [];
    await sumYearAnew(db, year(), (facilities) => {
      passes.push(facilities);
      firstPass.resolve();
    });
    await underWay;
    expect(passes).toEqual([expect.any(Number), 1]);
    expect(await tokensOfYear(row.hcode)).toBe(before + 5);
  });

  it('has the next year before it begins, and moves days there that came too early', async () => {
    expect(await facilityYears(db)).toContain(year() + 1);
    const row = await db.selectFrom('daily_counts').selectAll().limit(1).executeTakeFirstOrThrow();
    const day = `${year() + 5}-02-03`;
    await db
      .insertInto('daily_counts')
      .values({ ...row, day })
      .execute();
    const places = async () => {
      const { rows } = await sql<{ place: string }>`
        select tableoid::regclass::text as place from facility_days where day = ${day}`.execute(db);
      return rows.map(({ place }) => place);
    };
    expect(await places()).toEqual(['facility_days_later']);
    await createMonths(db)(new Date(`${day}T00:00:00Z`));
    expect(await places()).toEqual([`facility_days_${year() + 5}`]);
  });
});

function monthAfter(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + 1);
  return date.toISOString().slice(0, 10);
}
