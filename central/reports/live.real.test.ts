import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ViewerScope } from '../../contract/index.ts';
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
