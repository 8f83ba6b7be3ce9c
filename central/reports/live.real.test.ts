import { once } from 'node:events';
import { connect } from 'node:net';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nationalReportSchema, type ViewerScope } from '../../contract/index.ts';
import { openSession, SESSION_COOKIE, setViewer } from '../access/index.ts';
import {
  askReport,
  citizenId,
  createTestDevice,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  testFacility,
} from '../testing/index.ts';

const WATCHERS = 200;
const STOP_MS = 10_000;

describe('the live report', () => {
  let centre: TestCentre;
  let device: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre, { facility: testFacility('10662', 'ชลบุรี', 6) });
    await device.enrollAndSend({ cid: citizenId(1) });
  });
  afterAll(() => centre.stop());

  /** Open once the stream has begun. `text` is all that came so far. */
  const watch = async (session: string) => {
    const answer = await fetch(`${centre.url}/v1/reports/live`, {
      headers: { cookie: `${SESSION_COOKIE}=${session}` },
    });
    const reader = answer.body?.getReader();
    if (!reader) throw new Error('there is no stream');
    const watcher = { text: '', ended: false, stop: () => reader.cancel() };
    const first = reader.read();
    const keep = ({ value, done }: { value?: Uint8Array | undefined; done: boolean }): void => {
      watcher.text += Buffer.from(value ?? []).toString();
      watcher.ended = done;
      if (!done) reader.read().then(keep, () => {});
    };
    keep(await first);
    return watcher;
  };
  const isTold = ({ text }: { text: string }): boolean => text.includes('event: counts');

  const readings = async (): Promise<number> => {
    const { rows } = await sql<{ count: number }>`
      select xact_rollback::int as count from pg_stat_database where datname = current_database()
    `.execute(centre.db);
    return rows[0]?.count ?? 0;
  };

  it('tells two hundred watchers of a visit, and nobody beyond whose scope it was', async () => {
    const sessionOf = async (kind: ViewerScope['kind'], place: string): Promise<string> => {
      const name = `${kind} ${place}`;
      await setViewer(centre.db, { name, scope: { kind, place } }, centre.now());
      return openSession(centre.db, name, centre.now());
    };
    const near = [
      await sessionOf('ministry', ''),
      await sessionOf('region', '6'),
      await sessionOf('province', 'ชลบุรี'),
      await sessionOf('facility', '10662'),
    ];
    const far = [
      await sessionOf('region', '2'),
      await sessionOf('province', 'ระยอง'),
      await sessionOf('facility', '10722'),
    ];
    const watchAll = (sessions: readonly string[], count: number) =>
      Promise.all(Array.from({ length: count }, (_, at) => watch(sessions[at % sessions.length] ?? '')));
    const [told, untold] = await Promise.all([watchAll(near, WATCHERS / 2), watchAll(far, WATCHERS / 2)]);
    // The first look only learns what there is.
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect([...told, ...untold].some(isTold)).toBe(false);

    await device.enrollAndSend({ cid: citizenId(2) });
    await expect.poll(() => told.every(isTold), { timeout: 10_000 }).toBe(true);
    expect(untold.some(isTold)).toBe(false);
    for (const watcher of [...told, ...untold]) await watcher.stop();
  });

  it('answers two hundred that ask again at once in a few readings, each in its own scope', async () => {
    const elsewhere = await createTestDevice(centre, { facility: testFacility('10722', 'ตาก', 2) });
    for (const citizen of [3, 4, 5]) await elsewhere.enrollAndSend({ cid: citizenId(citizen) });
    const scopes: ViewerScope[] = [
      { kind: 'ministry', place: '' },
      { kind: 'region', place: '6' },
      { kind: 'region', place: '2' },
      { kind: 'facility', place: '10827' },
    ];
    const ask = async (session: string): Promise<number> => {
      const answer = await fetch(`${centre.url}/v1/reports/regions`, {
        headers: { cookie: `${SESSION_COOKIE}=${session}` },
      });
      return nationalReportSchema.parse(await answer.json()).national.tokens;
    };
    const watchers: { session: string; sees: number }[] = [];
    for (const scope of scopes) {
      const name = `asks for ${scope.kind} ${scope.place}`;
      await setViewer(centre.db, { name, scope }, centre.now());
      const session = await openSession(centre.db, name, centre.now());
      watchers.push({ session, sees: await ask(session) });
    }
    expect(new Set(watchers.map(({ sees }) => sees)).size).toBe(scopes.length);
    const askAs = async ({ session, sees }: (typeof watchers)[number]) => ({ sees, saw: await ask(session) });
    const askAll = () =>
      Promise.all(Array.from({ length: WATCHERS / watchers.length }, () => watchers.map(askAs)).flat());
    const isWrong = ({ sees, saw }: Awaited<ReturnType<typeof askAs>>) => saw !== sees;
    const started = performance.now();
    expect((await askAll()).filter(isWrong)).toEqual([]);
    const allTakeMs = performance.now() - started;
    const before = await readings();
    // While nothing can be read, all of them come.
    const answers = await centre.db.transaction().execute(async (transaction) => {
      await sql`lock table facility_totals, province_totals in access exclusive mode`.execute(transaction);
      const asked = askAll();
      await new Promise((resolve) => setTimeout(resolve, 1000 + allTakeMs));
      return { asked };
    });
    expect((await answers.asked).filter(isWrong)).toEqual([]);
    // Each reading ends with a rollback; PostgreSQL tells of it a little later.
    await new Promise((resolve) => setTimeout(resolve, 2000));
    expect((await readings()) - before).toBeLessThan(WATCHERS / 4);
  });

  it('lets in nobody who has not signed in', async () => {
    expect((await fetch(`${centre.url}/v1/reports/live`)).status).toBe(401);
  });

  it('lets the centre stop while somebody watches and somebody else has just connected', async () => {
    const other = await startTestCentre();
    const answer = await askReport(other, '/v1/reports/live');
    const connected = connect(Number(new URL(other.url).port), '127.0.0.1');
    await once(connected, 'connect');
    const started = performance.now();
    await other.stop();
    expect(performance.now() - started).toBeLessThan(STOP_MS);
    expect(await answer.text()).toContain('retry');
  });
});
