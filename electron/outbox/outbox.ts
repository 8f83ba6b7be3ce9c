import type Database from 'better-sqlite3-multiple-ciphers';
import type { ErrorReport, OutboxLimit, Policy, RecordState, SealedRecord } from '../../contract/index.ts';
import { watchClock } from './clock-watch.ts';
import type { Deliver } from './deliver.ts';
import { exportPending } from './export-pending.ts';
import { judgeLoad, reportFrozen } from './limits.ts';
import type { ReceiptVerifier } from './receipt.ts';
import { DEFAULT_TIMING, type RetryTiming } from './retry.ts';
import { createSender } from './sender.ts';
import type { SpareCopies } from './spare-copies.ts';
import {
  type BatchLimits,
  createOutboxStore,
  type OutboxCounts,
  type OutboxQuery,
  type OutboxRow,
  type ParkedRecord,
} from './store.ts';

export type { ParkedRecord } from './store.ts';

export type OutboxStatus = OutboxCounts & {
  /** The limit of the policy that is near. */
  warning: OutboxLimit | null;
  /** The limit that is reached: no new visit may start. */
  frozen: OutboxLimit | null;
  /** Why sending does not get on: centre away, busy, device revoked, clock wrong; null while it does. */
  error: ErrorReport | null;
};

export type Outbox = {
  /** Adds a sealed record; synchronous, in the caller's transaction. It is sent once that is committed. */
  enqueue(sealed: SealedRecord): void;
  status(): OutboxStatus;
  /** Why no new visit may start; null when one may. */
  obstacle(): ErrorReport | null;
  /** Null for a record that was never here. */
  stateOf(recordId: string): RecordState | null;
  /** The centre's receipt (JWS compact), once it is there. */
  receiptOf(recordId: string): string | null;
  /** Records, newest first, a page at a time. */
  list(query: OutboxQuery): OutboxRow[];
  parked(): ParkedRecord[];
  /** Sends a parked record again; false when it is not parked. */
  requeue(recordId: string, actor: string): boolean;
  /**
   * Writes what the centre has not signed for into one file for a removable drive; it stays here, too.
   * @returns how many records the file holds
   */
  exportTo(file: string, actor: string): Promise<number>;
  /** Lets go of what is left of records received before this (ISO 8601 UTC); the number of them. */
  purgeReceived(before: string): number;
  /** Begins to send; takes back what an earlier process had in hand when it died. */
  start(): void;
  /** Tries everything at once, whatever it was waiting for; resolves when the outbox rests again. */
  sendNow(): Promise<void>;
  /** Gives up the delivery in hand (its record stays) and ends. To be awaited before the database is closed. */
  stop(): Promise<void>;
};

/** What the outbox writes down: an event of the record named by `subject`. */
type AuditEntry = { actor: string; event: string; subject: string; details: Record<string, string> };

export type OutboxOptions = {
  db: Database.Database;
  spares: SpareCopies;
  deliver: Deliver;
  verifyReceipt: ReceiptVerifier;
  audit: (entry: AuditEntry) => void;
  policy: Policy['outbox'];
  /** What is left free on the vault's disk. */
  freeBytes: () => number;
  now: () => Date;
  /** A clock that nobody sets and that stands still while the machine sleeps, milliseconds. */
  steadyMs: () => number;
  /** Uniform in 0..1, for the jitter. */
  random: () => number;
  /** Something of the status or of a record's state has changed. */
  onChange: () => void;
  /** Fields never tell of a citizen. */
  log: (event: string, fields: Record<string, string | number>) => void;
  timing?: RetryTiming;
  limits?: BatchLimits;
};

/** A megabyte at once: a line of 1 Mbit/s needs eight seconds for it. */
const DEFAULT_LIMITS: BatchLimits = { records: 32, bytes: 1_000_000 };

/**
 * Records waiting for the centre: queued → leased → received, or parked with a reason and an owner. A record
 * leaves only for a receipt that holds; then its envelope is purged in the same transaction.
 */
export function createOutbox(options: OutboxOptions): Outbox {
  const {
    db,
    spares,
    policy,
    now,
    onChange,
    audit,
    timing = DEFAULT_TIMING,
    limits = DEFAULT_LIMITS,
  } = options;
  const store = createOutboxStore(db);
  const sender = createSender({
    ...options,
    store,
    timing,
    limits,
    audit: (event, subject, details) => audit({ actor: 'kiosk', event, subject, details }),
    onReceived: spares.drop,
  });
  const iso = (): string => now().toISOString();
  const load = () => ({ ...store.counts(), freeBytes: options.freeBytes() });
  let watch: { stop(): void } | null = null;

  /** Once the record is committed; it is safe then, with a copy or without. */
  function keepSpare(sealed: SealedRecord): void {
    if (store.find(sealed.recordId) === null) return;
    try {
      spares.keep(sealed);
    } catch (fault) {
      options.log('outbox.no-spare-copy', { recordId: sealed.recordId, fault: String(fault) });
    }
  }

  /** An older database may have taken this one's place. */
  function restoreFromSpares(): void {
    for (const sealed of spares.all()) {
      const { recordId } = sealed;
      const known = store.find(recordId);
      if (known?.state === 'received') spares.drop(recordId);
      if (known !== null) continue;
      store.add(sealed, iso());
      audit({ actor: 'kiosk', event: 'record.restored', subject: recordId, details: {} });
    }
  }

  function jumped(byMs: number): void {
    options.log('outbox.clock-jumped', { byMs });
    sender.rouse();
  }

  return {
    enqueue: (sealed) => {
      store.add(sealed, iso());
      queueMicrotask(() => {
        keepSpare(sealed);
        onChange();
        sender.wake();
      });
    },
    status: () => {
      const { freeBytes, ...counts } = load();
      return { ...counts, ...judgeLoad({ ...counts, freeBytes }, policy, now()), error: sender.error() };
    },
    obstacle: () => {
      const present = load();
      const { frozen } = judgeLoad(present, policy, now());
      return frozen && reportFrozen(frozen, present, now());
    },
    stateOf: (recordId) => store.find(recordId)?.state ?? null,
    receiptOf: (recordId) => store.find(recordId)?.receipt ?? null,
    list: store.list,
    purgeReceived: store.purgeReceived,
    parked: store.parked,
    requeue: (recordId, actor) => {
      const requeued = store.requeue(recordId, iso(), () =>
        audit({ actor, event: 'record.requeued', subject: recordId, details: {} }),
      );
      if (requeued) {
        onChange();
        sender.wake();
      }
      return requeued;
    },
    exportTo: async (file, actor) => {
      const records = await exportPending(store, file);
      audit({ actor, event: 'outbox.exported', subject: 'outbox', details: { records: String(records) } });
      return records;
    },
    start: () => {
      restoreFromSpares();
      sender.start();
      watch ??= watchClock({ ...options, everyMs: timing.watchMs, onJump: jumped });
    },
    sendNow: sender.sendNow,
    stop: async () => {
      watch?.stop();
      watch = null;
      await sender.stop();
    },
  };
}
