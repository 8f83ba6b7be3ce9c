import type Database from 'better-sqlite3-multiple-ciphers';
import type { AuditHead } from '../../contract/index.ts';
import { CHAIN_START, type ChainedEntry, chainHash } from './chain.ts';

export type AuditEntry = {
  /** Staff id, or `kiosk` for what the program does by itself. */
  actor: string;
  /** What happened, as `room.event`: `staff.signed-in`, `record.received`. */
  event: string;
  /** Whom or what it concerns: a keyed hash, a record id, a staff id. Never a citizen ID. */
  subject: string | null;
  details: Readonly<Record<string, string | number | null>>;
};

export type ChainCheck = { sound: true; head: AuditHead } | { sound: false; brokenAt: number };

export type Audit = {
  /** Adds an entry, in the caller's transaction where there is one. */
  append(entry: AuditEntry): void;
  head(): AuditHead;
  /** Hash of the entry at this place; null when there is none. */
  hashAt(seq: number): string | null;
  /**
   * Recomputes the chain; `brokenAt` is the first entry (seq) that is not what was appended there.
   * @param after the head of an earlier check, to look at what came since only
   */
  verifyChain(after?: AuditHead): ChainCheck;
  /**
   * Takes off the beginning of the log that is older than a time (ISO 8601 UTC), up to an entry at the most; the last entry
   * stays. In the caller's transaction, with an entry `retention.purged`: the chain holds only with one.
   * @returns how many entries are gone
   */
  purge(before: string, upTo: number): number;
};

type Row = ChainedEntry & { hash: string };

/**
 * The append-only, hash-chained log. The table refuses UPDATE and DELETE; the chain shows what was done to the
 * file behind its back. A cut tail is seen only against a head kept elsewhere.
 */
export function createAudit({ db, now }: { db: Database.Database; now: () => Date }): Audit {
  const last = db.prepare<[], AuditHead>('SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1');
  const allAfter = db.prepare<[number], Row>('SELECT * FROM audit WHERE seq > ? ORDER BY seq');
  const selectHash = db.prepare<[number], string>('SELECT hash FROM audit WHERE seq = ?').pluck();
  const insert = db.prepare<[Row]>(
    `INSERT INTO audit (seq, at, actor, event, subject, details, hash)
     VALUES (@seq, @at, @actor, @event, @subject, @details, @hash)`,
  );

  const selectStart = db.prepare<[], AuditHead>('SELECT seq, hash FROM audit_start');
  const selectPurge = db.prepare<[number], number>(
    `SELECT seq FROM audit WHERE event = 'retention.purged' AND seq > ?
       AND json_extract(details, '$.class') = 'audit' ORDER BY seq LIMIT 1`,
  );
  const firstKept = db.prepare<[string], number | null>('SELECT min(seq) FROM audit WHERE at >= ?').pluck();
  const moveStart = db.prepare<[number, string]>('UPDATE audit_start SET seq = ?, hash = ?');
  const removeUpTo = db.prepare<[number]>('DELETE FROM audit WHERE seq <= ?');

  /** What the first entry builds on: nothing, or the last that was purged. */
  const start = (): AuditHead => selectStart.get() ?? { seq: 0, hash: CHAIN_START };
  const head = (): AuditHead => last.get() ?? start();
  const hashAt = (seq: number): string | null =>
    seq === start().seq ? start().hash : (selectHash.get(seq) ?? null);

  return {
    append: (entry) => {
      refuseCitizenId(entry);
      const { seq, hash } = head();
      const chained: ChainedEntry = {
        seq: seq + 1,
        at: now().toISOString(),
        actor: entry.actor,
        event: entry.event,
        subject: entry.subject,
        details: JSON.stringify(entry.details),
      };
      insert.run({ ...chained, hash: chainHash(hash, chained) });
    },
    head,
    hashAt,
    verifyChain: (after = start()) => {
      const { seq } = start();
      // A beginning that is gone without a word of it was taken off by somebody else.
      if (seq > 0 && selectPurge.get(seq) === undefined) return { sound: false, brokenAt: seq };
      if (hashAt(after.seq) !== after.hash) return { sound: false, brokenAt: after.seq };
      let verified = after;
      for (const row of allAfter.iterate(after.seq)) {
        const expected = chainHash(verified.hash, row);
        if (row.seq !== verified.seq + 1 || row.hash !== expected)
          return { sound: false, brokenAt: verified.seq + 1 };
        verified = { seq: row.seq, hash: row.hash };
      }
      return { sound: true, head: verified };
    },
    purge: (before, upTo) => {
      const last = head().seq;
      const seq = Math.min((firstKept.get(before) ?? last) - 1, upTo, last - 1);
      const hash = hashAt(seq);
      if (seq <= start().seq || hash === null) return 0;
      moveStart.run(seq, hash);
      return removeUpTo.run(seq).changes;
    },
  };
}

const CITIZEN_ID = /(?<![A-Za-z0-9])\d{13}(?![A-Za-z0-9])/;

/** The log outlives retention periods, so a citizen ID in it could never be removed again. */
function refuseCitizenId({ subject, details }: AuditEntry): void {
  for (const value of [subject, ...Object.values(details)]) {
    if (typeof value === 'string' && CITIZEN_ID.test(value))
      throw new Error('the audit log takes no citizen ID');
  }
}
