import { type ErrorReport, KioskError, reportError } from '../../contract/index.ts';
import type { Deliver, Delivery } from './deliver.ts';
import type { ReceiptVerifier } from './receipt.ts';
import { backOffMs, type RetryTiming, retryAfterMs } from './retry.ts';
import type { BatchLimits, LeasedRecord, OutboxStore } from './store.ts';
import { judge } from './verdict.ts';

type Options = {
  store: OutboxStore;
  deliver: Deliver;
  verifyReceipt: ReceiptVerifier;
  audit: (event: string, recordId: string, details: Record<string, string>) => void;
  /** Told of a record once its receipt is stored. */
  onReceived: (recordId: string) => void;
  now: () => Date;
  /** Uniform in 0..1. */
  random: () => number;
  timing: RetryTiming;
  /** The most that one call carries. */
  limits: BatchLimits;
  onChange: () => void;
  log: (event: string, fields: Record<string, string | number>) => void;
};

export type Sender = {
  start(): void;
  stop(): Promise<void>;
  /** Looks whether something is due; for a record just added. */
  wake(): void;
  /** Tries everything at once, whatever it was waiting for; resolves when the sender rests again. */
  sendNow(): Promise<void>;
  /** The machine slept, or its clock was set: gives up the delivery in hand and begins anew with all that waits. */
  rouse(): void;
  /** Why sending does not get on; null while it does. */
  error(): ErrorReport | null;
};

type Checked = { recordId: string; receipt: string } | { record: LeasedRecord; error: ErrorReport };

/** Sends the outbox's records batch after batch: leases, delivers, checks the receipt, waits after failures. */
export function createSender({
  store,
  deliver,
  verifyReceipt,
  audit,
  onReceived,
  now,
  random,
  timing,
  limits,
  onChange,
  log,
}: Options): Sender {
  let running = false;
  let paused = false;
  let failuresInARow = 0;
  /** Shrinks while calls fail, so that neither a slow line nor a poisoned record holds up the others. */
  let batchRecords = limits.records;
  let error: ErrorReport | null = null;
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> | null = null;
  let giveUp = new AbortController();

  const iso = (inMs = 0): string => new Date(now().getTime() + inMs).toISOString();

  function wake(): void {
    if (!running || paused || working) return;
    clearTimeout(timer);
    working = sendDue()
      .finally(() => {
        working = null;
      })
      .then(sleepUntilDue)
      .catch((fault: unknown) => {
        // The database itself failed (disk full, say). The lease runs out, then the record is taken again.
        log('outbox.fault', { fault: String(fault) });
        fail({ code: 'INTERNAL' });
      });
  }

  async function sendDue(): Promise<void> {
    // Due later than any wait allows: the clock was set back.
    store.bringForward(iso(), iso(timing.maxMs));
    while (running && !paused) {
      const records = store.leaseDue(
        iso(),
        iso(timing.leaseMs),
        { ...limits, records: batchRecords },
        notePark,
      );
      if (records.length === 0) return;
      onChange();
      await send(records);
      onChange();
    }
  }

  async function send(records: readonly LeasedRecord[]): Promise<void> {
    const { signal } = giveUp;
    const outcome = await exchange(records, signal);
    if ('deliveries' in outcome) {
      batchRecords = Math.min(limits.records, batchRecords * 2);
      await settle(records, outcome.deliveries);
    } else if (signal.aborted) {
      for (const { recordId } of records) store.release(recordId, iso(), 0);
    } else {
      missAll(records, outcome.error);
    }
  }

  async function exchange(
    records: readonly LeasedRecord[],
    signal: AbortSignal,
  ): Promise<{ deliveries: Delivery[] } | { error: ErrorReport }> {
    try {
      const sealed = records.map(({ attempts: _, ...record }) => record);
      const leaseEnds = AbortSignal.timeout(timing.leaseMs);
      return { deliveries: await deliver(sealed, AbortSignal.any([signal, leaseEnds])) };
    } catch (fault) {
      return { error: reportOf(fault) };
    }
  }

  /** The centre has answered for each record by itself. */
  async function settle(records: readonly LeasedRecord[], deliveries: readonly Delivery[]): Promise<void> {
    const outcomes = await Promise.all(records.map((record, at) => check(record, deliveries[at])));
    const receipts = outcomes.filter((outcome) => 'receipt' in outcome);
    store.receive(receipts, iso(), (recordId) => audit('record.received', recordId, {}));
    if (receipts.length > 0) recover();
    for (const { recordId } of receipts) {
      log('outbox.received', { recordId });
      onReceived(recordId);
    }
    for (const outcome of outcomes) if ('error' in outcome) miss(outcome.record, outcome.error);
  }

  async function check(record: LeasedRecord, delivery: Delivery | undefined): Promise<Checked> {
    if (delivery === undefined) return { record, error: reportError(new KioskError('CENTRE_UNREACHABLE')) };
    if ('error' in delivery) return { record, error: delivery.error };
    try {
      await verifyReceipt(delivery.receipt, record);
      return { recordId: record.recordId, receipt: delivery.receipt };
    } catch (fault) {
      return { record, error: reportOf(fault) };
    }
  }

  function reportOf(fault: unknown): ErrorReport {
    const report = reportError(fault);
    if (report.code === 'INTERNAL') log('outbox.delivery-fault', { fault: String(fault) });
    return report;
  }

  /** The call failed as a whole. What may be one record's doing is found out by sending each by itself. */
  function missAll(records: readonly LeasedRecord[], report: ErrorReport): void {
    const [record] = records;
    if (record === undefined) return;
    if (records.length === 1) {
      miss(record, report);
      return;
    }
    const { kind } = judge(report);
    batchRecords = kind === 'retry' || kind === 'park' ? 1 : Math.ceil(batchRecords / 2);
    for (const { recordId } of records) store.release(recordId, iso(), 0);
    log('outbox.batch-not-delivered', { records: records.length, code: report.code });
    fail(report, kind === 'halt' ? timing.haltMs : 0);
  }

  function miss({ recordId, attempts }: LeasedRecord, report: ErrorReport): void {
    log('outbox.not-delivered', { recordId, code: report.code });
    const verdict = judge(report);
    switch (verdict.kind) {
      case 'halt':
        store.release(recordId, iso(), 0);
        fail(report, timing.haltMs);
        break;
      case 'pause':
        store.release(recordId, iso(), 0);
        fail(report);
        break;
      case 'retry':
        store.release(recordId, iso(backOffMs(attempts + 1, timing, random)), 1);
        fail(report);
        break;
      case 'park':
        store.park(recordId, report, verdict.owner, () => notePark(recordId, report));
        recover();
        break;
    }
  }

  function notePark(recordId: string, { code }: ErrorReport): void {
    audit('record.parked', recordId, { code });
  }

  /** The centre has answered for a record. */
  function recover(): void {
    failuresInARow = 0;
    error = null;
  }

  /** Rests before the next delivery, of whichever record: the longer, the more failed in a row. */
  function fail(report: ErrorReport, atLeastMs = 0): void {
    error = report;
    if (!running) return;
    failuresInARow += 1;
    const seconds = Number(report.details?.retryAfterSeconds ?? 0);
    const restMs = Math.max(atLeastMs, retryAfterMs(seconds)) + backOffMs(failuresInARow, timing, random);
    paused = true;
    sleep(restMs);
  }

  function sleepUntilDue(): void {
    if (!running || paused || working) return;
    const dueAt = store.nextDueAt();
    if (dueAt === null) return;
    const waitMs = new Date(dueAt).getTime() - now().getTime();
    sleep(Math.min(Math.max(waitMs, 0), timing.maxMs));
  }

  function sleep(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => {
      paused = false;
      wake();
    }, ms);
  }

  function resume(): void {
    clearTimeout(timer);
    paused = false;
  }

  return {
    start: () => {
      if (running) return;
      running = true;
      giveUp = new AbortController();
      resume();
      const reclaimed = store.reclaimAll(iso());
      if (reclaimed > 0) log('outbox.reclaimed', { records: reclaimed });
      wake();
    },
    stop: async () => {
      running = false;
      clearTimeout(timer);
      giveUp.abort();
      await working;
    },
    wake,
    sendNow: async () => {
      resume();
      store.bringForward(iso());
      wake();
      await working;
    },
    rouse: () => {
      if (!running) return;
      giveUp.abort();
      giveUp = new AbortController();
      resume();
      store.bringForward(iso());
      wake();
    },
    error: () => error,
  };
}
