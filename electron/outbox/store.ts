import type Database from 'better-sqlite3-multiple-ciphers';
import type { ErrorReport, RecordState, Remedy, SealedRecord } from '../../contract/index.ts';

/** A record taken for delivery. */
export type LeasedRecord = SealedRecord & { attempts: number };

/** A record that a person must look at: why, and who. */
export type ParkedRecord = { recordId: string; createdAt: string; error: ErrorReport; owner: Remedy };

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
  const lease = db.prepare<[string, string], Omit<LeasedRecord, 'jws'>>(
    `UPDATE outbox SET state = 'leased', leased_until = ?
     WHERE seq = (SELECT seq FROM outbox WHERE state = 'queued' AND due_at <= ? ORDER BY due_at, seq LIMIT 1)
     RETURNING record_id AS recordId, created_at AS createdAt, sha256, attempts`,
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
     WHERE record_id = ? AND state = 'leased'`,
  );
  const requeue = db.prepare<[string, string]>(
    `UPDATE outbox SET state = 'queued', due_at = ?, attempts = 0, parked_error = NULL, parked_owner = NULL
     WHERE record_id = ? AND state = 'parked'`,
  );
  const nextDue = db
    .prepare<[], string | null>(
      `SELECT min(at) FROM (
         SELECT min(due_at) AS at FROM outbox WHERE state = 'queued'
         UNION ALL SELECT min(leased_until) FROM outbox WHERE state = 'leased')`,
    )
    .pluck();
  const counts = db.prepare<[], OutboxCounts>(
    `SELECT
       (SELECT count(*) FROM outbox WHERE state IN ('queued', 'leased')) AS waiting,
       (SELECT count(*) FROM outbox WHERE state = 'parked') AS parked,
       (SELECT count(*) FROM outbox WHERE state = 'received') AS received,
       (SELECT min(created_at) FROM outbox WHERE state IN ('queued', 'leased')) AS oldestAt,
       (SELECT max(received_at) FROM outbox WHERE state = 'received') AS lastReceivedAt`,
  );
  const selectRecord = db.prepare<[string], { state: RecordState; receipt: string | null }>(
    'SELECT state, receipt FROM outbox WHERE record_id = ?',
  );
  const selectParked = db.prepare<[], { recordId: string; createdAt: string; error: string; owner: Remedy }>(
    `SELECT record_id AS recordId, created_at AS createdAt, parked_error AS error, parked_owner AS owner
     FROM outbox WHERE state = 'parked' ORDER BY seq`,
  );
  const whole = <Result>(work: () => Result): Result => db.transaction(work).immediate();

  return {
    add: ({ recordId, createdAt, sha256, jws }: SealedRecord, dueAt: string): void =>
      whole(() => {
        insert.run(recordId, createdAt, sha256, dueAt);
        insertEnvelope.run(recordId, jws);
      }),

    /** Takes back what a process that is gone had leased; the number of those records. */
    reclaimAll: (at: string): number => reclaimAll.run(at).changes,

    /** Takes the record that is due first, and with it every lease that ran out. Null when none is due. */
    leaseNext: (at: string, until: string): LeasedRecord | null =>
      whole(() => {
        reclaimExpired.run(at, at);
        const leased = lease.get(until, at);
        if (!leased) return null;
        const jws = selectEnvelope.get(leased.recordId);
        if (jws === undefined) throw new Error(`the record ${leased.recordId} has no envelope`);
        return { ...leased, jws };
      }),

    /** Makes every record due that would be due later than `after` only. */
    bringForward: (at: string, after: string = at): void => {
      bringForward.run(at, after);
    },

    /** Gives a leased record back, behind the others that are due. */
    release: (recordId: string, dueAt: string, failedAttempts: 0 | 1): void => {
      release.run(dueAt, failedAttempts, recordId);
    },

    /** Stores the receipt and purges the envelope; `alongside` joins the transaction. */
    receive: (recordId: string, receipt: string, at: string, alongside: () => void): void =>
      whole(() => {
        if (receive.run(receipt, at, recordId).changes === 0) return;
        deleteEnvelope.run(recordId);
        alongside();
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

    /** When there is something to do next: a record falls due, or a lease runs out. */
    nextDueAt: (): string | null => nextDue.get() ?? null,

    counts: (): OutboxCounts =>
      counts.get() ?? { waiting: 0, parked: 0, received: 0, oldestAt: null, lastReceivedAt: null },

    find: (recordId: string) => selectRecord.get(recordId) ?? null,

    parked: (): ParkedRecord[] =>
      selectParked
        .all()
        .map(({ error, ...parked }) => ({ ...parked, error: JSON.parse(error) as ErrorReport })),
  };
}
