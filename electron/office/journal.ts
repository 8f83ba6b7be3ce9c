import type Database from 'better-sqlite3-multiple-ciphers';
import {
  type AuditRow,
  type Desk,
  type Figures,
  type Period,
  REFERENCE_LETTERS,
  type Tally,
  type VisitRow,
} from '../../contract/index.ts';
import { dayBegins, daysBefore, periodBegins } from './days.ts';

export type Journal = {
  /** Visits since the day began, newest first; with a reference, the visits of any day that it fits. */
  visits(reference: string): VisitRow[];
  unconfirmed(): Desk['unconfirmed'];
  exceptions(): Desk['exceptions'];
  figures(period: Period, nameOf: (staffId: string) => string): Figures;
  /** A page of the audit log, newest first, before this entry. */
  audit(before: number | null): AuditRow[];
};

const UNCONFIRMED_AFTER_DAYS = 3;
const VISITS_SHOWN = 200;
const AUDIT_PAGE = 50;

const TALLY = `
  count(*) AS visits,
  count(DISTINCT subject) FILTER (WHERE event = 'visit.verified') AS persons,
  count(*) FILTER (WHERE event = 'visit.verified') AS tokens,
  count(*) FILTER (WHERE status = 'confirmed') AS confirmed`;

/**
 * Reads the work done here out of what is written anyway: the audit log, the tokens, the outbox. Keeps nothing
 * of its own, so there is nothing that could disagree with it.
 */
export function createJournal({ db, now }: { db: Database.Database; now: () => Date }): Journal {
  const visitEvents = `event IN ('visit.verified', 'visit.refused', 'visit.referred', 'visit.declined', 'visit.failed')`;
  const visits = `
    SELECT audit.at, audit.actor, audit.event, audit.subject,
      date(audit.at, '+7 hours') AS day,
      json_extract(audit.details, '$.reason') AS reason,
      json_extract(audit.details, '$.recordId') AS recordId,
      tokens.status, tokens.level
    FROM audit LEFT JOIN tokens ON tokens.record_id = json_extract(audit.details, '$.recordId')
    WHERE ${visitEvents}`;
  const total = db.prepare<[string], Tally>(`SELECT ${TALLY} FROM (${visits} AND audit.at >= ?)`);
  const byOperator = db.prepare<[string], Tally & { actor: string }>(
    `SELECT actor, ${TALLY} FROM (${visits} AND audit.at >= ?) GROUP BY actor ORDER BY actor`,
  );
  const byDay = db.prepare<[string], Tally & { day: string }>(
    `SELECT day, ${TALLY} FROM (${visits} AND audit.at >= ?) GROUP BY day ORDER BY day`,
  );
  const byReason = db.prepare<[string], { reason: string | null; visits: number }>(
    `SELECT reason, count(*) AS visits FROM (${visits} AND audit.at >= ?)
     WHERE event <> 'visit.verified' GROUP BY reason ORDER BY visits DESC, reason`,
  );
  const list = db.prepare<[string, string, number], Omit<VisitRow, 'outcome'> & { event: string }>(
    `SELECT found.at, coalesce(staff.name, found.actor) AS operator, found.event, found.reason, found.level,
       substr(found.recordId, 1, ${REFERENCE_LETTERS}) AS reference,
       outbox.state AS recordState, found.status AS tokenStatus
     FROM (${visits} AND audit.at >= ?) AS found
       LEFT JOIN staff ON staff.id = found.actor
       LEFT JOIN outbox ON outbox.record_id = found.recordId
     WHERE coalesce(found.recordId, '') LIKE ? || '%' ORDER BY found.at DESC LIMIT ?`,
  );
  const unconfirmed = db.prepare<[string, string, number], Desk['unconfirmed'][number]>(
    `SELECT substr(record_id, 1, ${REFERENCE_LETTERS}) AS reference, issued_at AS issuedAt, expires_at AS expiresAt
     FROM tokens WHERE status = 'issued' AND issued_at < ? AND expires_at > ? ORDER BY issued_at LIMIT ?`,
  );
  const closed = `closed AS MATERIALIZED (SELECT CAST(subject AS INTEGER) AS seq FROM audit WHERE event = 'case.closed')`;
  const exceptions = db.prepare<[number], Desk['exceptions'][number]>(
    `WITH ${closed}, verified AS MATERIALIZED (
       SELECT subject, max(seq) AS seq FROM audit WHERE event = 'visit.verified' GROUP BY subject)
     SELECT audit.seq, audit.at, coalesce(staff.name, audit.actor) AS operator,
       json_extract(audit.details, '$.reason') AS reason, json_extract(audit.details, '$.referral') AS referral
     FROM audit LEFT JOIN staff ON staff.id = audit.actor LEFT JOIN verified ON verified.subject = audit.subject
     WHERE event = 'visit.referred' AND audit.seq > coalesce(verified.seq, 0)
       AND audit.seq NOT IN (SELECT seq FROM closed)
     ORDER BY audit.seq DESC LIMIT ?`,
  );
  const auditPage = db.prepare<[number, number], Omit<AuditRow, 'details'> & { details: string }>(
    'SELECT seq, at, actor, event, subject, details FROM audit WHERE seq < ? ORDER BY seq DESC LIMIT ?',
  );

  return {
    visits: (reference) =>
      list
        .all(reference === '' ? dayBegins(now(), 0) : '', reference, VISITS_SHOWN)
        .map(({ event, ...row }) => ({
          ...row,
          outcome: event.slice('visit.'.length) as VisitRow['outcome'],
        })),
    unconfirmed: () =>
      unconfirmed.all(daysBefore(now(), UNCONFIRMED_AFTER_DAYS), now().toISOString(), VISITS_SHOWN),
    exceptions: () => exceptions.all(VISITS_SHOWN),
    figures: (period, nameOf) => {
      const from = periodBegins(now(), period);
      return {
        period,
        madeAt: now().toISOString(),
        total: total.get(from) ?? { visits: 0, persons: 0, tokens: 0, confirmed: 0 },
        byOperator: byOperator
          .all(from)
          .map(({ actor, ...tally }) => ({ staffId: actor, name: nameOf(actor), tally })),
        byDay: byDay.all(from).map(({ day, ...tally }) => ({ day, tally })),
        byReason: byReason.all(from),
      };
    },
    audit: (before) =>
      auditPage
        .all(before ?? Number.MAX_SAFE_INTEGER, AUDIT_PAGE)
        .map(({ details, ...row }) => ({ ...row, details: JSON.parse(details) as AuditRow['details'] })),
  };
}
