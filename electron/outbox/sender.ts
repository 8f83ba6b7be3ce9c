import { type ErrorReport, reportError, type SealedRecord } from '../../contract/index.ts';
import type { ReceiptVerifier } from './receipt.ts';
import { backOffMs, type RetryTiming, retryAfterMs } from './retry.ts';
import type { LeasedRecord, OutboxStore } from './store.ts';
import { judge } from './verdict.ts';

type Options = {
  store: OutboxStore;
  deliver: (sealed: SealedRecord, signal: AbortSignal) => Promise<{ receipt: string }>;
  verifyReceipt: ReceiptVerifier;
  audit: (event: string, recordId: string, details: Record<string, string>) => void;
  now: () => Date;
  /** Uniform in 0..1. */
  random: () => number;
  timing: RetryTiming;
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
  /** Why sending does not get on; null while it does. */
  error(): ErrorReport | null;
};

/** Sends the outbox's records one after another: leases, delivers, checks the receipt, waits after failures. */
export function createSender({
  store,
  deliver,
  verifyReceipt,
  audit,
  now,
  random,
  timing,
  onChange,
  log,
}: Options): Sender {
  let running = false;
  let paused = false;
  let failuresInARow = 0;
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
      const record = store.leaseNext(iso(), iso(timing.leaseMs));
      if (!record) return;
      onChange();
      await send(record);
      onChange();
    }
  }

  async function send(record: LeasedRecord): Promise<void> {
    const outcome = await exchange(record);
    if ('receipt' in outcome) settle(record, outcome.receipt);
    else if (running) miss(record, outcome.error);
    else store.release(record.recordId, iso(), 0);
  }

  async function exchange(record: LeasedRecord): Promise<{ receipt: string } | { error: ErrorReport }> {
    try {
      const { attempts: _, ...sealed } = record;
      const leaseEnds = AbortSignal.timeout(timing.leaseMs);
      const { receipt } = await deliver(sealed, AbortSignal.any([giveUp.signal, leaseEnds]));
      await verifyReceipt(receipt, record);
      return { receipt };
    } catch (fault) {
      const report = reportError(fault);
      if (report.code === 'INTERNAL') log('outbox.delivery-fault', { fault: String(fault) });
      return { error: report };
    }
  }

  function settle({ recordId }: LeasedRecord, receipt: string): void {
    store.receive(recordId, receipt, iso(), () => audit('record.received', recordId, {}));
    recover();
    log('outbox.received', { recordId });
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
        store.park(recordId, report, verdict.owner, () =>
          audit('record.parked', recordId, { code: report.code }),
        );
        recover();
        break;
    }
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
    error: () => error,
  };
}
