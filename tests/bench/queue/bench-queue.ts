import { statSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { createOutbox, NO_SPARE_COPIES, type Outbox } from '../../../electron/outbox/index.ts';
import { sealedRecord } from '../../../electron/outbox/testing/sealed.ts';
import { TEST_POLICY } from '../../../electron/outbox/testing/test-policy.ts';
import { openTestVault, type TestVault } from '../../../electron/vault/testing.ts';
import { median, percentile, rounded } from '../percentile.ts';

const RECORD_BYTES = 30_000;
const FILL_AT_ONCE = 500;
const PAGE_ROWS = 50;
const REPEATS = 21;

/**
 * Measures the kiosk's queue on a real vault: adding records one by one, each written through to the disk; then, with
 * `pending` records waiting, opening the vault and the outbox, reading pages and searching.
 */
export async function benchQueue({ pending, timed }: { pending: number; timed: number }) {
  let vault = openTestVault();
  try {
    let outbox = openOutbox(vault);
    const enqueueMs = timeEnqueues(vault, outbox, Math.min(timed, pending));
    fill(vault, outbox, pending - enqueueMs.length);
    // What follows each commit is done before the vault is closed.
    await nextTurn();
    const startMs: number[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      vault.close();
      const started = performance.now();
      vault = vault.openAgain();
      outbox = openOutbox(vault);
      outbox.status();
      startMs.push(performance.now() - started);
    }
    const rows = outbox.list({ limit: PAGE_ROWS });
    const oldest = { before: PAGE_ROWS, limit: PAGE_ROWS };
    const searched = rows[0]?.recordId.slice(0, 6);
    return {
      enqueueMs: { p50: rounded(median(enqueueMs)), p99: rounded(percentile(enqueueMs, 0.99)) },
      pending: outbox.status().waiting,
      startMs: rounded(median(startMs)),
      pageMs: rounded(
        slower(
          () => outbox.list({ limit: PAGE_ROWS }),
          () => outbox.list(oldest),
        ),
      ),
      searchMs: rounded(
        slower(
          () => outbox.list({ recordId: searched, limit: PAGE_ROWS }),
          () => outbox.list({ madeFrom: '2026-11-22', limit: PAGE_ROWS }),
        ),
      ),
      bytesPerRecord: Math.round(statSync(vault.file).size / outbox.status().waiting),
    };
  } finally {
    vault.remove();
  }
}

function openOutbox(vault: TestVault): Outbox {
  return createOutbox({
    db: vault.db,
    deliver: async () => [],
    verifyReceipt: async () => {
      throw new Error('nothing is sent here');
    },
    audit: () => {},
    spares: NO_SPARE_COPIES,
    policy: TEST_POLICY,
    freeBytes: () => 1e9,
    steadyMs: () => performance.now(),
    now: () => new Date(),
    random: Math.random,
    onChange: () => {},
    log: () => {},
  });
}

function timeEnqueues(vault: TestVault, outbox: Outbox, records: number): number[] {
  return Array.from({ length: records }, () => {
    const sealed = sealedRecord(undefined, RECORD_BYTES);
    const started = performance.now();
    vault.transaction(() => outbox.enqueue(sealed));
    return performance.now() - started;
  });
}

function fill(vault: TestVault, outbox: Outbox, records: number): void {
  for (let left = records; left > 0; left -= FILL_AT_ONCE)
    vault.transaction(() => {
      for (let made = 0; made < Math.min(left, FILL_AT_ONCE); made += 1)
        outbox.enqueue(sealedRecord(undefined, RECORD_BYTES));
    });
}

/** The median time of the slower one. */
function slower(...works: (() => unknown)[]): number {
  return Math.max(
    ...works.map((work) =>
      median(
        Array.from({ length: REPEATS }, () => {
          const started = performance.now();
          work();
          return performance.now() - started;
        }),
      ),
    ),
  );
}
