import { z } from 'zod';
import { type Role, roleSchema } from './device.ts';
import type { ErrorReport, Remedy } from './errors.ts';
import { newPinSchema } from './pin.ts';
import type { Level, Policy, ReferralReason } from './policy.ts';
import type { FacilityReport, Totals } from './report.ts';
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

type Tokens = Pick<Totals, 'persons' | 'tokens' | 'confirmedTokens'>;

/** What all machines and operators of the facility have done, as the centre counts it. */
export type FacilityFigures = {
  /** Null when the centre could not be asked. */
  counts: {
    devices: (FacilityReport['devices'][number] & { thisOne: boolean })[];
    /** By name where this machine knows them, else by the id that the facility gave them. */
    operators: (FacilityReport['operators'][number] & { name: string })[];
    /** Of the facility: a person who was at two machines counts once. */
    total: Tokens;
    /** ISO 8601 UTC. */
    asOf: string;
  } | null;
  /** Why not. */
  error: ErrorReport | null;
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
  callBacks: WaitingCallBack[];
  /** Visits left to a supervisor; one goes by itself when the same person's visit ends well. */
  exceptions: WaitingException[];
};

/** Somebody to be called back, of any kiosk of the facility. Who it is, the centre knows. */
export type WaitingCallBack = {
  tokenId: string;
  /** First letters of the record's id, as on the slip. */
  reference: string;
  deviceName: string;
  enrolledAt: string;
  addedAt: string;
};

/** `seq` names the entry of the audit log. */
export type WaitingException = {
  seq: number;
  at: string;
  operator: string;
  /** Code from the catalogue. */
  reason: string | null;
  /** Null where the machine left it, as with frames that were not of a live person. */
  referral: ReferralReason | null;
};

/** How an exception was brought to an end. */
export const caseOutcomeSchema = z.enum(['settled', 'sent-on']);
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;

/** A person who may sign in, as supervisors see it. */
export type StaffRow = {
  id: string;
  name: string;
  role: Role;
  locked: boolean;
  active: boolean;
  /** Added at this device, not by the centre's file. */
  addedHere: boolean;
};

export const staffEditSchema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('add'),
    name: z.string().trim().min(2).max(100),
    role: roleSchema,
    pin: newPinSchema,
  }),
  z.object({ action: z.literal('role'), staffId: z.string().max(100), role: roleSchema }),
  z.object({ action: z.literal('pin'), staffId: z.string().max(100), pin: newPinSchema }),
  z.object({ action: z.literal('active'), staffId: z.string().max(100), active: z.boolean() }),
]);
export type StaffEdit = z.infer<typeof staffEditSchema>;

/** What was written to a drive; null when nobody chose a folder. */
export type Written = {
  file: string;
  /** Null for a copy of the vault. */
  records: number | null;
  /** On the disk that the kiosk itself is on: no good against the loss of that. */
  sameDisk: boolean;
} | null;

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
  /** Names by the ids of staff; who is no longer on the list has none. */
  names: Readonly<Record<string, string>>;
};

/** What is in force here, for supervisors to read. */
export type Rules = {
  version: string;
  /** What evidence ends a visit how; the first that fits counts. */
  rules: Policy['rules'];
  face: Policy['face'];
  liveness: Policy['liveness'];
  outbox: Policy['outbox'];
  retention: Policy['retention'];
  token: Policy['token'];
  visit: Policy['visit'];
  /** What supervisors may decide, each with the clause it stands on. */
  exceptions: Policy['exceptions'];
  approvals: Policy['approvals'];
};

/** A search by what the slip says: hexadecimal digits of the record's id, with or without its hyphens. */
export const referenceSchema = z.string().regex(/^[0-9a-f-]{0,36}$/);
