import { createHash } from 'node:crypto';
import Database from 'better-sqlite3-multiple-ciphers';
import {
  ERRORS,
  type ErrorReport,
  type RecordState,
  type Remedy,
  type SealedRecord,
} from '../../contract/index.ts';

/** A record taken for delivery. */
export type LeasedRecord = SealedRecord & { attempts: number };

/** A record that a person must look at: why, and who. */
export type ParkedRecord = { recordId: string; createdAt: string; error: ErrorReport; owner: Remedy };

/** What a list of records shows. */
export type OutboxRow = { seq: number; recordId: string; createdAt: string; state: RecordState };

export type OutboxQuery = {
  /** Only records whose id begins so. */
  recordId?: string | undefined;
  /** Only records made at this time (ISO 8601 UTC) or later. */
  madeFrom?: string | undefined;
  /** Only records before this one: the `seq` of the last row of the page before. */
  before?: number | undefined;
  limit: number;
};

export type BatchLimits = { records: number; bytes: number };

export type OutboxCounts = {
  waiting: number;
  parked: number;
  received: number;
  /** When the oldest waiting record was made. */
  oldestAt: string | null;
  lastReceivedAt: string | null;
};

export type OutboxStore = ReturnType<typeof createOutboxStore>;

/** The outbox in the database: each function is one step of a record's way, whole or not at all. Times are ISO 8601 UTC. */
export function createOutboxStore(db: Database.Database) {
  const insert = db.prepare<[string, string, string, string]>(
    `INSERT INTO outbox (record_id, created_at, sha256, state, due_at) VALUES (?, ?, ?, 'queued', ?)`,
  );
  const insertEnvelope = db.prepare<[string, string]>(
    'INSERT INTO outbox_envelopes (record_id, jws) VALUES (?, ?)',
  );
  const deleteEnvelope = db.prepare<[string]>('DELETE FROM outbox_envelopes WHERE record_id = ?');
  const reclaimExpired = db.prepare<[string, string]>(
    `UPDATE outbox SET state = 'queued', leased_until = NULL, due_at = ?
     WHERE state = 'leased' AND leased_until <= ?`,
  );
  const reclaimAll = db.prepare<[string]>(
    `UPDATE outbox SET state = 'queued', leased_until = NULL, due_at = ? WHERE state = 'leased'`,
  );
  const bringForward = db.prepare<[string, string]>(
    `UPDATE outbox SET due_at = ? WHERE state = 'queued' AND due_at > ?`,
  );
  const selectDue = db.prepare<[string, number], Omit<LeasedRecord, 'jws'>>(
    `SELECT record_id AS recordId, created_at AS createdAt, sha256, attempts
     FROM outbox WHERE state = 'queued' AND due_at <= ? ORDER BY due_at, seq LIMIT ?`,
  );
  const lease = db.prepare<[string, string]>(
    `UPDATE outbox SET state = 'leased', leased_until = ? WHERE record_id = ?`,
  );
  const selectEnvelope = db
    .prepare<[string], string>('SELECT jws FROM outbox_envelopes WHERE record_id = ?')
    .pluck();
  const release = db.prepare<[string, number, string]>(
    `UPDATE outbox SET state = 'queued', leased_until = NULL, due_at = ?, attempts = attempts + ?
     WHERE record_id = ? AND state = 'leased'`,
  );
  const receive = db.prepare<[string, string, string]>(
    `UPDATE outbox SET state = 'received', receipt = ?, received_at = ?,
       leased_until = NULL, parked_error = NULL, parked_owner = NULL
     WHERE record_id = ? AND state <> 'received'`,
  );
  const park = db.prepare<[string, string, string]>(
    `UPDATE outbox SET state = 'parked', leased_until = NULL, parked_error = ?, parked_owner = ?
     WHERE record_id = ? AND state IN ('leased', 'queued')`,
  );
  const requeue = db.prepare<[string, string]>(
    `UPDATE outbox SET state = 'queued', due_at = ?, attempts = 0, parked_error = NULL, parked_owner = NULL
     WHERE record_id = ? AND state = 'parked'`,
  );
  const purgeReceived = db.prepare<[string]>(
    `DELETE FROM outbox WHERE state = 'received' AND received_at < ?`,
  );
  const nextDue = db
    .prepare<[], string | null>(
      `SELECT min(at) FROM (
         SELECT min(due_at) AS at FROM outbox WHERE state = 'queued'
         UNION ALL SELECT min(leased_until) FROM outbox WHERE state = 'leased')`,
    )
    .pluck();
  const countOf = '(SELECT records FROM outbox_counts WHERE state = ';
  // SQLite would walk all rows of a state to find the first of them by time.
  const counts = db.prepare<[], OutboxCounts>(
    `SELECT
       ${countOf} 'queued') + ${countOf} 'leased') AS waiting,
       ${countOf} 'parked') AS parked,
       ${countOf} 'received') AS received,
       (SELECT min(created_at) FROM outbox INDEXED BY outbox_waiting
         WHERE state IN ('queued', 'leased')) AS oldestAt,
       (SELECT max(received_at) FROM outbox INDEXED BY outbox_received
         WHERE state = 'received') AS lastReceivedAt`,
  );
  const page = db.prepare<[number, string, number], OutboxRow>(
    `SELECT seq, record_id AS recordId, created_at AS createdAt, state FROM outbox
     WHERE seq < ? AND created_at >= ? ORDER BY seq DESC LIMIT ?`,
  );
  const search = db.prepare<[string, string, number, string, number], OutboxRow>(
    `SELECT seq, record_id AS recordId, created_at AS createdAt, state FROM outbox
     WHERE record_id >= ? AND record_id < ? AND seq < ? AND created_at >= ? ORDER BY seq DESC LIMIT ?`,
  );
  const selectRecord = db.prepare<[string], { state: RecordState; receipt: string | null }>(
    'SELECT state, receipt FROM outbox WHERE record_id = ?',
  );
  const selectPendingAfter = db
    .prepare<[number], number>(
      `SELECT seq FROM outbox WHERE seq > ? AND state <> 'received' ORDER BY seq LIMIT 1`,
    )
    .pluck();
  const selectSealed = db.prepare<[number], Omit<LeasedRecord, 'jws'>>(
    `SELECT record_id AS recordId, created_at AS createdAt, sha256, attempts FROM outbox WHERE seq = ?`,
  );
  const selectParked = db.prepare<[], { recordId: string; createdAt: string; error: string; owner: Remedy }>(
    `SELECT record_id AS recordId, created_at AS createdAt, parked_error AS error, parked_owner AS owner
     FROM outbox WHERE state = 'parked' ORDER BY seq`,
  );
  /** Null when the envelope is not what was put there. */
  function readEnvelope({ recordId, sha256 }: Omit<LeasedRecord, 'jws'>): string | null {
    try {
      const jws = selectEnvelope.get(recordId);
      return jws !== undefined && sha256Of(jws) === sha256 ? jws : null;
    } catch (fault) {
      // SQLCipher's authentication: the page is not what was written.
      if (fault instanceof Database.SqliteError && fault.code.startsWith('SQLITE_CORRUPT')) return null;
      throw fault;
    }
  }

  const whole = <Result>(work: () => Result): Result => db.transaction(work).immediate();

  return {
    add: ({ recordId, createdAt, sha256, jws }: SealedRecord, dueAt: string): void =>
      whole(() => {
        insert.run(recordId, createdAt, sha256, dueAt);
        insertEnvelope.run(recordId, jws);
      }),

    /** Takes back what a process that is gone had leased; the number of those records. */
    reclaimAll: (at: string): number => reclaimAll.run(at).changes,

    /**
     * Takes the records that are due first, and with them every lease that ran out: at least one where one is due,
     * and no more than the limits let. One that is damaged is parked.
     */
    leaseDue: (
      at: string,
      until: string,
      limits: BatchLimits,
      parked: (recordId: string, error: ErrorReport) => void,
    ): LeasedRecord[] =>
      whole(() => {
        reclaimExpired.run(at, at);
        const leased: LeasedRecord[] = [];
        let bytes = 0;
        for (const row of selectDue.all(at, limits.records)) {
          const jws = readEnvelope(row);
          if (jws === null) {
            park.run(JSON.stringify(DAMAGED), ERRORS[DAMAGED.code].who, row.recordId);
            parked(row.recordId, DAMAGED);
            continue;
          }
          bytes += jws.length;
          if (leased.length > 0 && bytes > limits.bytes) break;
          lease.run(until, row.recordId);
          leased.push({ ...row, jws });
        }
        return leased;
      }),

    /** Makes every record due that would be due later than `after` only. */
    bringForward: (at: string, after: string = at): void => {
      bringForward.run(at, after);
    },

    /** Gives a leased record back, behind the others that are due. */
    release: (recordId: string, dueAt: string, failedAttempts: 0 | 1): void => {
      release.run(dueAt, failedAttempts, recordId);
    },

    /** Stores receipts and purges the envelopes; `alongside` joins the transaction for each. */
    receive: (
      receipts: readonly { recordId: string; receipt: string }[],
      at: string,
      alongside: (recordId: string) => void,
    ): void =>
      whole(() => {
        for (const { recordId, receipt } of receipts) {
          if (receive.run(receipt, at, recordId).changes === 0) continue;
          deleteEnvelope.run(recordId);
          alongside(recordId);
        }
      }),

    park: (recordId: string, error: ErrorReport, owner: Remedy, alongside: () => void): void =>
      whole(() => {
        if (park.run(JSON.stringify(error), owner, recordId).changes > 0) alongside();
      }),

    /** Sends a parked record again; false when it is not parked. */
    requeue: (recordId: string, dueAt: string, alongside: () => void): boolean =>
      whole(() => {
        if (requeue.run(dueAt, recordId).changes === 0) return false;
        alongside();
        return true;
      }),

    /** Lets go of what is left of records received before this; the number of them. */
    purgeReceived: (before: string): number => purgeReceived.run(before).changes,

    /** When there is something to do next: a record falls due, or a lease runs out. */
    nextDueAt: (): string | null => nextDue.get() ?? null,

    counts: (): OutboxCounts =>
      counts.get() ?? { waiting: 0, parked: 0, received: 0, oldestAt: null, lastReceivedAt: null },

    /** Newest first. */
    list: ({ recordId, madeFrom = '', before = Number.MAX_SAFE_INTEGER, limit }: OutboxQuery): OutboxRow[] =>
      recordId
        ? search.all(recordId, `${recordId}\u{10ffff}`, before, madeFrom, limit)
        : page.all(before, madeFrom, limit),

    /** The next record (its `seq`) that the centre has not signed for. */
    pendingAfter: (seq: number): number | null => selectPendingAfter.get(seq) ?? null,

    /** Null when it is damaged, or gone since. */
    envelopeOf: (seq: number): string | null => {
      const row = selectSealed.get(seq);
      return row ? readEnvelope(row) : null;
    },

    find: (recordId: string) => selectRecord.get(recordId) ?? null,

    parked: (): ParkedRecord[] =>
      selectParked
        .all()
        .map(({ error, ...parked }) => ({ ...parked, error: JSON.parse(error) as ErrorReport })),
  };
}

const DAMAGED = { code: 'RECORD_DAMAGED' } as const satisfies ErrorReport;

const sha256Of = (jws: string): string => createHash('sha256').update(jws).digest('base64url');
