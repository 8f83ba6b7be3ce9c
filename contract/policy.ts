import { z } from 'zod';
import { challengeSchema } from './face.ts';

/**
 * The policy table: every number and rule that decides about a visit, in one versioned file
 * (`resources/policy/`). Its version is stamped on every record and token.
 */
export const levelSchema = z.enum(['1.3', '2.1', '2.2', '2.3']);
/** Identity assurance level reached (IAL). */
export type Level = z.infer<typeof levelSchema>;

/** One row: when the evidence is so, the visit ends so. The first row that fits counts. */
export const policyRuleSchema = z.object({
  id: z.string(),
  /** Clause of the standard that the row stands for. */
  clause: z.string(),
  when: z.object({
    comparison: z.array(z.enum(['accept', 'look', 'refuse'])).optional(),
    liveness: z.array(z.enum(['live', 'not-live'])).optional(),
    operator: z.array(z.enum(['confirmed', 'not-confirmed'])).optional(),
  }),
  end: z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('verified'), level: levelSchema, levelPending: levelSchema.nullable() }),
    z.object({
      outcome: z.enum(['refused', 'referred']),
      reason: z.enum(['FACE_NO_MATCH', 'FACE_NOT_LIVE', 'OPERATOR_REFUSED']),
    }),
  ]),
});
export type PolicyRule = z.infer<typeof policyRuleSchema>;

/** Why a supervisor lets a visit end well that the machine could not confirm. */
export const exceptionReasonSchema = z.enum([
  'photo-unreadable',
  'face-injured',
  'cannot-follow',
  'match-by-eye',
  'no-camera',
]);
export type ExceptionReason = z.infer<typeof exceptionReasonSchema>;

/** Why a supervisor lets a visit begin that would end before consent. */
export const approvalReasonSchema = z.enum([
  'renewal-receipt',
  'valid-for-life',
  'child',
  'cannot-decide',
  'needs-help',
]);
export type ApprovalReason = z.infer<typeof approvalReasonSchema>;

/** Why a visit is left for a supervisor to look at later. */
export const referralReasonSchema = z.enum(['chip-damaged', 'document-missing', 'no-supervisor']);
export type ReferralReason = z.infer<typeof referralReasonSchema>;

const approvableSchema = z.enum(['CARD_EXPIRED', 'REPRESENTED']);
const exceptionalSchema = z.enum([
  'FACE_NO_MATCH',
  'FACE_TIMEOUT',
  'CARD_PHOTO_UNREADABLE',
  'CAMERA_MISSING',
  'CAMERA_BUSY',
  'CAMERA_DENIED',
  'CAMERA_VIRTUAL',
  'CAMERA_NOT_ALLOWED',
  'HELP_WANTED',
]);
const unreadableSchema = z.enum(['CARD_MUTE', 'CARD_DATA_INVALID']);

/** One row: after a capture that ended so, a supervisor may give this level for this reason. */
export const exceptionRuleSchema = z.object({
  id: z.string(),
  clause: z.string(),
  reason: exceptionReasonSchema,
  when: z.array(exceptionalSchema).min(1),
  end: z.object({ level: levelSchema, levelPending: levelSchema.nullable() }),
});
export type ExceptionRule = z.infer<typeof exceptionRuleSchema>;

/** One row: where this stands in the way, a supervisor may let the visit go on, but to no higher a level. */
export const approvalRuleSchema = z.object({
  id: z.string(),
  clause: z.string(),
  reason: approvalReasonSchema,
  when: approvableSchema,
  atMost: levelSchema,
});
export type ApprovalRule = z.infer<typeof approvalRuleSchema>;

/** One row: what ended so may be left for a supervisor, for this reason. No level comes of it. */
export const referralRuleSchema = z.object({
  reason: referralReasonSchema,
  when: z.array(z.union([approvableSchema, exceptionalSchema, unreadableSchema])).min(1),
});

export const policySchema = z.object({
  version: z.string(),
  face: z.object({
    model: z.string(),
    /** Cosine similarity from which the machine accepts; between the two a person must look. */
    acceptThreshold: z.number(),
    lookThreshold: z.number(),
    /** So many failed tries follow one another freely; from then on each waits for the pause. */
    maxAttempts: z.number().int().min(1),
    attemptPauseSeconds: z.number().int(),
    /** After so many failed tries only a supervisor allows another one. */
    supervisorAfter: z.number().int().min(1),
  }),
  liveness: z.object({
    /** The challenges to draw from, and how many of them each attempt asks. */
    challenges: z.array(challengeSchema).min(1),
    count: z.number().int().min(1),
    /** So many challenges of an attempt that somebody can't do in time give way to another. */
    replacements: z.number().int().min(0),
    /** Time for the whole capture before the citizen is offered another try. */
    captureSeconds: z.number().int(),
    /** Time for one step of it. */
    challengeSeconds: z.number().int(),
  }),
  camera: z.object({
    /** Words in the name of a camera that is a program's picture; refused but for training. */
    virtualLabels: z.array(z.string().min(3)),
  }),
  consent: z.object({ version: z.string() }),
  rules: z.array(policyRuleSchema),
  exceptions: z.array(exceptionRuleSchema),
  approvals: z.array(approvalRuleSchema),
  referrals: z.array(referralRuleSchema),
  token: z.object({ validDays: z.number().int(), codeDigits: z.number().int() }),
  outbox: z.object({
    /** From so many waiting records on the operator is warned; from so many no new visit starts. */
    warnCount: z.number().int(),
    freezeCount: z.number().int(),
    /** The same by the age of the oldest waiting record, and by what is left free on the disk. */
    warnAgeDays: z.number().int(),
    freezeAgeDays: z.number().int(),
    warnFreeMegabytes: z.number().int(),
    freezeFreeMegabytes: z.number().int(),
    /** What sending may take of the line, kilobits a second; null for all that it gives. */
    uploadKilobits: z.number().int().min(64).nullable(),
  }),
  /** How long each class of the kiosk's data stays. */
  retention: z.object({
    /** Pictures and all else of a record: sealed, and gone with the receipt. Nothing else is possible. */
    evidence: z.literal('until-receipt'),
    /** Number, hash and receipt of a record that the centre has. */
    stubDays: z.number().int().min(1),
    /** From the day a token expired. */
    tokenDays: z.number().int().min(1),
    auditDays: z.number().int().min(1),
    /** The office's lists and figures are read out of the audit log. */
    journal: z.literal('with-audit'),
  }),
  visit: z.object({
    /** A question nobody answers for so long ends the visit. */
    idleSeconds: z.number().int(),
  }),
});
export type Policy = z.infer<typeof policySchema>;
