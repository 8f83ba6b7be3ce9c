import { z } from 'zod';
import { comparisonSchema, livenessSchema } from './face.ts';
import { cardIdentitySchema } from './identity.ts';
import { approvalReasonSchema, exceptionReasonSchema, levelSchema } from './policy.ts';

/** Bytes inside JSON. */
const base64 = z.base64();

export const languageSchema = z.enum(['th', 'en']);
export type Language = z.infer<typeof languageSchema>;

/** Explicit consent to the use of the face (PDPA s.26): what was read, when, how, and with whom. */
export const consentSchema = z.object({
  version: z.string(),
  language: languageSchema,
  givenAt: z.iso.datetime(),
  channel: z.literal('kiosk-screen'),
});
export type Consent = z.infer<typeof consentSchema>;

/** The operator's look at the citizen, the chip photo and the picture taken. */
export const operatorLookSchema = z.object({
  samePerson: z.boolean(),
  noMaskOrPrint: z.boolean(),
  at: z.iso.datetime(),
});
export type OperatorLook = z.infer<typeof operatorLookSchema>;

/** A supervisor's word where the machine could not confirm the face: why, who, when. */
export const exceptionSchema = z.object({
  reason: exceptionReasonSchema,
  supervisor: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
});
export type Exception = z.infer<typeof exceptionSchema>;

/** Who acts for a citizen who can't: as the operator heard it, on the citizen's own card. */
export const representativeSchema = z.object({
  relation: z.enum(['parent', 'guardian', 'family', 'carer']),
  name: z.string().trim().min(2).max(100),
});
export type Representative = z.infer<typeof representativeSchema>;

/** A supervisor's word before consent: why the visit may go on, and to which level at most. */
export const approvalSchema = z.object({
  reason: approvalReasonSchema,
  rule: z.string(),
  atMost: levelSchema,
  /** Null where the citizen acts alone. */
  representative: representativeSchema.nullable(),
  supervisor: z.object({ id: z.string(), name: z.string() }),
  at: z.iso.datetime(),
});
export type Approval = z.infer<typeof approvalSchema>;

/**
 * The eKYC record of one visit that ended with a token. It exists in the clear only while it is made: it is
 * sealed to the centre's key at once (a JWE, RFC 7516, inside the device's JWS, RFC 7515).
 */
export const enrollmentRecordSchema = z.object({
  schema: z.literal(1),
  recordId: z.uuid(),
  createdAt: z.iso.datetime(),
  deviceId: z.string(),
  hcode: z.string(),
  /** Only of a kiosk that was for training when it made the record: practice, also once the machine is in service. */
  training: z.literal(true).optional(),
  operator: z.object({ id: z.string(), name: z.string() }),
  consent: consentSchema,
  identity: cardIdentitySchema,
  chip: z.object({ number: z.string().nullable(), photoNumber: z.string().nullable() }),
  evidence: z.object({
    reference: base64,
    /** Null in an exception whose capture came to no end, as are the comparison and the liveness. */
    probe: base64.nullable(),
    keyFrames: z.array(base64),
    comparison: comparisonSchema.nullable(),
    liveness: livenessSchema.nullable(),
    operatorLook: operatorLookSchema,
  }),
  /** Only where a supervisor decided instead of the policy's rules. */
  exception: exceptionSchema.optional(),
  /** Only where a supervisor let the visit go on before consent. */
  approvals: z.array(approvalSchema).optional(),
  decision: z.object({
    level: levelSchema,
    levelPending: levelSchema.nullable(),
    rule: z.string(),
    policyVersion: z.string(),
  }),
  token: z.object({
    /** The provisional token itself (JWS compact). */
    jws: z.string(),
    /** What the holder must know apart from the QR. */
    transactionCode: z.string(),
  }),
});
export type EnrollmentRecord = z.infer<typeof enrollmentRecordSchema>;

/** `typ` of the device's JWS around the sealed record; its payload is the JWE in compact form. */
export const SEALED_RECORD_TYPE = 'kiosk-record+jose';

/** What the outbox and the wire know of a record: nothing of the citizen. */
export const sealedRecordSchema = z.object({
  recordId: z.uuid(),
  createdAt: z.iso.datetime(),
  /** SHA-256 of `jws`, base64url: the idempotency check and the receipt name it. */
  sha256: z.string(),
  /** JWS compact: protected header `{alg, typ, kid: device id, rid: record id}`. */
  jws: z.string(),
});
export type SealedRecord = z.infer<typeof sealedRecordSchema>;

/** `typ` of a receipt: a JWS by the centre that a record is safe there. Only then may the kiosk delete it. */
export const RECEIPT_TYPE = 'kiosk-receipt+jwt';

export const receiptClaimsSchema = z.object({
  recordId: z.uuid(),
  sha256: z.string(),
  deviceId: z.string(),
  receivedAt: z.iso.datetime(),
});
export type ReceiptClaims = z.infer<typeof receiptClaimsSchema>;
