import { z } from 'zod';
import type { ErrorReport, Remedy } from './errors.ts';
import type { Level, Policy } from './policy.ts';
import type { TokenStatus } from './token.ts';
import type { Outcome, RecordState } from './visit.ts';

/** What staff see of the work done at this device. Nothing here names a citizen: this device does not know one. */

export const periodSchema = z.enum(['today', 'week', 'month', 'all']);
/** Counted in days of the Thai clock: today, the last 7, the last 30, everything. */
export type Period = z.infer<typeof periodSchema>;

/** `persons`: each counted once. `confirmed`: tokens that their holder confirmed, as far as the centre has told. */
export type Tally = { visits: number; persons: number; tokens: number; confirmed: number };

export type Figures = {
  period: Period;
  /** ISO 8601 UTC. */
  madeAt: string;
  total: Tally;
  byOperator: { staffId: string; name: string; tally: Tally }[];
  /** `day`: ISO 8601 date on the Thai clock; oldest first, days without a visit left out. */
  byDay: { day: string; tally: Tally }[];
  /** Visits that ended without a token: code from the catalogue, null where the citizen declined. Most frequent first. */
  byReason: { reason: string | null; visits: number }[];
};

/** A visit in the list of the day. */
export type VisitRow = {
  at: string;
  operator: string;
  outcome: Outcome;
  reason: string | null;
  level: Level | null;
  /** First letters of the record's id, as on the slip. */
  reference: string | null;
  recordState: RecordState | null;
  tokenStatus: TokenStatus | null;
};

/** What an operator has at hand between visits. */
export type Desk = {
  /** Newest first. */
  visits: VisitRow[];
  /** Not confirmed three days after they were issued. */
  unconfirmed: { reference: string; issuedAt: string; expiresAt: string }[];
  /** The centre did not take them. */
  parked: { recordId: string; reference: string; createdAt: string; error: ErrorReport; owner: Remedy }[];
  /** The registrar said that the card is not normal: call the person back. */
  callBacks: { reference: string | null; at: string }[];
};

export type AuditRow = {
  seq: number;
  at: string;
  actor: string;
  event: string;
  subject: string | null;
  details: Readonly<Record<string, string | number | null>>;
};

export type AuditView = {
  /** Newest first. */
  entries: AuditRow[];
  /** Whether every entry is what was appended there. */
  chain: { sound: true; entries: number } | { sound: false; brokenAt: number };
};

/** What is in force here, for supervisors to read. */
export type Rules = {
  version: string;
  face: Policy['face'];
  outbox: Policy['outbox'];
  token: Policy['token'];
  visit: Policy['visit'];
};

/** A search by what the slip says: hexadecimal digits of the record's id, with or without its hyphens. */
export const referenceSchema = z.string().regex(/^[0-9a-f-]{0,36}$/);
