import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { demoFacility, freePort, revokeDevice, rotateSigningKey, startCentre } from '../../central/index.ts';
import { startTestCentre, type TestCentre } from '../../central/testing/index.ts';
import { type Kiosk, openKiosk } from './index.ts';

/** The kiosk's real services at a real centre: what each learns of the other at a sync. */

const MINUTE_MS = 60_000;
const TIMING = { leaseMs: 60_000, baseMs: 5, maxMs: 20, haltMs: MINUTE_MS, watchMs: MINUTE_MS };

let centre: TestCentre;
let folder: string;
let kiosk: Kiosk;
let clockOffsetMs: number;
let centreAddress: string;

beforeAll(async () => {
  centre = await startTestCentre();
});
afterAll(() => centre.stop());

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'kiosk-sync-'));
  clockOffsetMs = 0;
  centreAddress = centre.url;
  const { provisioning } = await centre.provisionDevice({
    ...{ facility: demoFacility, staff: [], policyVersion: '2026-1', training: false },
    deviceName: randomBytes(4).toString('hex'),
  });
  kiosk = await openKiosk({
    file: join(folder, 'kiosk.db'),
    secret: randomBytes(32),
    provisioning,
    fetch: (input, init) => fetch(String(input).replace(centre.url, centreAddress), init),
    now: () => new Date(Date.now() + clockOffsetMs),
    timing: TIMING,
  });
});
afterEach(async () => {
  await kiosk.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function enqueue(): Promise<string> {
  const sealed = await kiosk.makeSealed({ citizen: Math.floor(Math.random() * 1e6), pictureBytes: 2_000 });
  kiosk.vault.transaction(() => kiosk.outbox.enqueue(sealed));
  return sealed.recordId;
}

const says = (error: object) =>
  vi.waitFor(() => expect(kiosk.outbox.status().error).toMatchObject(error), { timeout: 5_000 });
const nothingWaits = () =>
  vi.waitFor(() => expect(kiosk.outbox.status().waiting).toBe(0), { timeout: 10_000 });

describe('why sending does not get on', () => {
  it('an unknown device is told exactly that', async () => {
    const recordId = await enqueue();
    kiosk.outbox.start();
    await says({ code: 'DEVICE_UNKNOWN' });
    expect(kiosk.outbox.stateOf(recordId)).toBe('queued');
    await kiosk.register();
    await kiosk.outbox.sendNow();
    expect(kiosk.outbox.stateOf(recordId)).toBe('received');
  });

  it('a revoked device is told exactly that', async () => {
    await kiosk.register();
    await revokeDevice(centre, kiosk.deviceId, 'lost');
    const recordId = await enqueue();
    kiosk.outbox.start();
    await says({ code: 'DEVICE_REVOKED' });
    expect(kiosk.outbox.stateOf(recordId)).toBe('queued');
  });

  it('a clock that is more than five minutes wrong is said to be so, by how much, and sending goes on once it is right', async () => {
    await kiosk.register();
    await enqueue();
    clockOffsetMs = -6 * MINUTE_MS;
    kiosk.outbox.start();
    await says({ code: 'CLOCK_WRONG', details: { minutes: 6 } });
    clockOffsetMs = -4 * MINUTE_MS;
    await nothingWaits();
  });
});

describe('the audit log at a sync', () => {
  let reportAudit: () => Promise<void>;
  const log = (event: string) => kiosk.audit.append({ actor: 'kiosk', event, subject: null, details: {} });
  const tamper = (sql: string) =>
    kiosk.vault.db.exec(`DROP TRIGGER audit_no_update; DROP TRIGGER audit_no_delete; ${sql}`);
  const seenAtCentre = () =>
    centre.db
      .selectFrom('audit_events')
      .where('subject', '=', kiosk.deviceId)
      .where('event', '=', 'device.audit-broken')
      .select('details')
      .execute();
  const device = () =>
    centre.db
      .selectFrom('devices')
      .where('id', '=', kiosk.deviceId)
      .select(['audit_seq', 'audit_hash', 'audit_broken_at', 'waiting_records'])
      .executeTakeFirstOrThrow();

  beforeEach(async () => {
    await kiosk.register();
    reportAudit = kiosk.createAuditReporter();
    for (const event of ['a', 'b', 'c']) log(`test.${event}`);
    await reportAudit();
  });

  it('the centre knows its head and what waits, and follows as it grows', async () => {
    log('test.d');
    await reportAudit();
    const { seq, hash } = kiosk.audit.head();
    expect(await device()).toEqual({
      ...{ audit_seq: String(seq), audit_hash: hash, audit_broken_at: null },
      waiting_records: kiosk.outbox.status().waiting,
    });
    expect(await seenAtCentre()).toEqual([]);
  });

  it('an entry that was changed is seen at the centre, and the device is marked', async () => {
    const { seq } = kiosk.audit.head();
    tamper(`UPDATE audit SET actor = 'op-2' WHERE seq = ${seq - 1}`);
    clockOffsetMs = 25 * 60 * MINUTE_MS;
    centre.moveClock(clockOffsetMs);
    await reportAudit();
    expect(await seenAtCentre()).toMatchObject([{ details: { cause: 'seen by the device' } }]);
    expect((await device()).audit_broken_at).not.toBeNull();
    centre.moveClock(-clockOffsetMs);
  });

  it('a tail that was cut off is seen at the centre, though the chain that is left holds', async () => {
    const { seq } = kiosk.audit.head();
    tamper(`DELETE FROM audit WHERE seq >= ${seq}`);
    expect(kiosk.audit.verifyChain()).toMatchObject({ sound: true });
    await reportAsAfterRestart();
    expect(await seenAtCentre()).toMatchObject([{ details: { cause: 'cut', seq, head: seq - 1 } }]);
  });

  it('a log that was written anew with a chain that holds is seen at the centre', async () => {
    const { seq } = kiosk.audit.head();
    tamper('DELETE FROM audit');
    for (let made = 0; made <= seq; made += 1) log('test.invented');
    expect(kiosk.audit.verifyChain()).toMatchObject({ sound: true });
    await reportAsAfterRestart();
    expect(await seenAtCentre()).toMatchObject([{ details: { cause: 'written anew', seq } }]);
  });

  /** A process that has just started knows nothing of what the centre knows. */
  async function reportAsAfterRestart(): Promise<void> {
    await kiosk.createAuditReporter()();
  }
});

describe("a change of the centre's signing key", () => {
  it('is followed by the kiosk: receipts by the new key are taken, those by the former one still', async () => {
    await kiosk.register();
    kiosk.outbox.start();
    await enqueue();
    await nothingWaits();
    const { former, current } = await rotateSigningKey(
      join(centre.directory, 'keys.json'),
      randomBytes,
      new Date(),
    );
    const { directory, databaseUrl, url } = centre;
    const port = await freePort();
    const restarted = await startCentre({ directory, databaseUrl, url, port });
    centreAddress = `http://127.0.0.1:${port}`;
    try {
      const recordId = await enqueue();
      await nothingWaits();
      expect(decodeProtectedHeader(kiosk.outbox.receiptOf(recordId) ?? '').kid).toBe(current);
      expect(kiosk.centreKeys.trusted().map(({ kid }) => kid)).toEqual([former, current]);
    } finally {
      await restarted.stop();
    }
  });
});
