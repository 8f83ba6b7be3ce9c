import { join } from 'node:path';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { ErrorReport, SealedRecord } from '../../../contract/index.ts';
import { createAudit } from '../../audit/index.ts';
import { createCentreClient } from '../../centre/index.ts';
import { openTestVault, type TestVault } from '../../vault/testing.ts';
import {
  createOutbox,
  createReceiptVerifier,
  createSpareCopies,
  type Outbox,
  type OutboxOptions,
} from '../index.ts';
import { type Fault, type PeerCentre, startPeerCentre } from './peer-centre.ts';
import { sealedRecord } from './sealed.ts';
import { TEST_POLICY } from './test-policy.ts';

export const TIMING = { leaseMs: 5_000, baseMs: 4, maxMs: 40, haltMs: 60_000, watchMs: 10 };
export const DAY_MS = 86_400_000;

/** The one key that this centre has. */
const keysOf = ({ publicKey }: PeerCentre) => ({ trusted: () => [publicKey], learn: async () => {} });

/** An outbox on a real vault before a real HTTP server, made anew for each test of the file. */
export function outboxWorld() {
  let vault: TestVault;
  let centre: PeerCentre;
  let outbox: Outbox;
  let clockOffsetMs = 0;
  const now = () => new Date(Date.now() + clockOffsetMs);

  const deliver: OutboxOptions['deliver'] = (sealed, signal) =>
    createCentreClient({
      url: centre.url,
      session: { headers: async () => ({ dpop: 'proof' }), learn: () => false },
      fetch,
      now,
      timeoutMs: 300,
    }).putRecords(sealed, signal);

  const spareFolder = (): string => join(vault.folder, 'spare');

  const open = (options: Partial<OutboxOptions> = {}): Outbox => {
    outbox = createOutbox({
      db: vault.db,
      spares: createSpareCopies(spareFolder()),
      deliver,
      verifyReceipt: createReceiptVerifier({ keys: keysOf(centre), deviceId: 'device-1' }),
      audit: createAudit({ db: vault.db, now }).append,
      policy: TEST_POLICY,
      freeBytes: () => 1e9,
      steadyMs: () => performance.now(),
      now,
      random: () => 0.5,
      timing: TIMING,
      // One by one, so that a test's faults meet the record they are meant for.
      limits: { records: 1, bytes: 1 },
      onChange: () => {},
      log: () => {},
      ...options,
    });
    return outbox;
  };

  beforeEach(async () => {
    clockOffsetMs = 0;
    vault = openTestVault(now);
    centre = await startPeerCentre('device-1');
    open();
  });
  afterEach(async () => {
    await outbox.stop();
    await centre.close();
    vault.remove();
  });

  const settled = (check: () => void) => vi.waitFor(check, { timeout: 5_000, interval: 5 });

  return {
    get vault() {
      return vault;
    },
    get centre() {
      return centre;
    },
    get outbox() {
      return outbox;
    },
    get spareFolder() {
      return spareFolder();
    },
    now,
    /** Through the real client. */
    deliver,
    /** Makes the outbox of this test anew, with other parts. */
    open,
    setClock: (offsetMs: number) => {
      clockOffsetMs = offsetMs;
    },
    /** Stops the outbox and opens the database anew, as a restart does. */
    restart: async () => {
      await outbox.stop();
      vault = vault.reopen();
      return open();
    },
    enqueue: (sealed: SealedRecord = sealedRecord(now().toISOString())): SealedRecord => {
      vault.transaction(() => outbox.enqueue(sealed));
      return sealed;
    },
    /** The given faults for the first deliveries of each record, then none. */
    failFirst: (...faults: Fault[]) => {
      centre.fault = (_, nth) => faults[nth - 1];
    },
    envelopes: () => vault.db.prepare('SELECT count(*) FROM outbox_envelopes').pluck().get(),
    audited: () => vault.db.prepare('SELECT event, subject FROM audit ORDER BY seq').all(),
    nothingWaits: () => settled(() => expect(outbox.status().waiting).toBe(0)),
    received: (records: number) => settled(() => expect(outbox.status().received).toBe(records)),
    says: (code: ErrorReport['code']) => settled(() => expect(outbox.status().error?.code).toBe(code)),
  };
}
