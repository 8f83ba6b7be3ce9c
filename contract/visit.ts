import { z } from 'zod';
import type { ErrorReport } from './errors.ts';
import { type CaptureStep, type Comparison, captureStepSchema, type Liveness } from './face.ts';
import type { PersonName } from './identity.ts';
import {
  type ApprovalReason,
  approvalReasonSchema,
  type ExceptionReason,
  exceptionReasonSchema,
  type Level,
  type ReferralReason,
  referralReasonSchema,
} from './policy.ts';
import { representativeSchema } from './record.ts';

/** What a screen may show of the citizen: the room is public. */
export type CitizenView = {
  nameTh: PersonName;
  nameEn: PersonName | null;
  /** `x-xxxx-xxxxx-21-1`: only its end. */
  cidMasked: string;
  /** The chip photo, JPEG, once it is read. */
  photo: Uint8Array | null;
};

export type Outcome = 'verified' | 'referred' | 'refused' | 'declined' | 'failed';

/** Where a token's record is on its way to the centre. */
export type RecordState = 'queued' | 'leased' | 'received' | 'parked';

/** The screen of the moment. The trusted side decides it; the renderer draws it. */
export type VisitView =
  | { step: 'idle' }
  /** The card is being read; text first, so the citizen may be there before the photo. */
  | { step: 'reading'; photoShare: number }
  /** A reader or card problem. It goes away by itself when its cause does. */
  | { step: 'card-problem'; error: ErrorReport; staffCanHelp: boolean }
  /** The card can't be read; staff are guided through what can be tried, and may leave it for later. */
  | { step: 'card-help'; reason: ErrorReport; referrals: ReferralReason[] }
  /** Before consent: only with a supervisor's word the visit goes on. */
  | {
      step: 'approval-needed';
      reason: ErrorReport;
      citizen: CitizenView;
      approvals: { reason: ApprovalReason; atMost: Level }[];
      referrals: ReferralReason[];
    }
  /** Questions end the visit at `deadlineAt` (ISO 8601 UTC), unless the citizen asks for more time. */
  | {
      step: 'confirm-identity';
      citizen: CitizenView;
      photoShare: number;
      /** The visit before ended a moment ago because its card was pulled: this is another one. */
      interrupted: boolean;
      deadlineAt: string;
    }
  | { step: 'consent'; citizen: CitizenView; consentVersion: string; deadlineAt: string }
  /** Consent is given, the photo is still being read. */
  | { step: 'waiting-photo'; citizen: CitizenView; photoShare: number }
  | {
      step: 'face';
      attempt: number;
      /** What the citizen is to do now, what is done, and how much is left after it. */
      current: CaptureStep;
      done: CaptureStep[];
      remaining: number;
      /** The last frames were looked at and did not do; null when there is nothing to say. */
      hint: ErrorReport | null;
      /** The camera can't be used; the capture goes on by itself once it can. */
      camera: CameraProblem | null;
      /** Number of the request for frames; frames for an older one are dropped. */
      request: number;
      deadlineAt: string;
    }
  | { step: 'comparing' }
  | {
      step: 'operator-look';
      citizen: CitizenView;
      probe: Uint8Array;
      comparison: Comparison;
      liveness: Liveness;
    }
  | {
      step: 'person-needed';
      reason: ErrorReport;
      citizen: CitizenView;
      probe: Uint8Array | null;
      /** So many tries have failed. */
      failed: number;
      /** Who may let the citizen try again. */
      retryBy: 'operator' | 'supervisor' | 'nobody';
      /** When the operator may; null when at once. */
      retryAt: string | null;
      /** What a supervisor may decide instead. */
      exceptions: { reason: ExceptionReason; level: Level }[];
      /** Why it may be left for a supervisor to look at later. */
      referrals: ReferralReason[];
    }
  | { step: 'saving' }
  | {
      step: 'done';
      citizen: CitizenView;
      /** Content of the QR. */
      qrText: string;
      /** What the holder types beside the QR; on the slip. */
      transactionCode: string;
      level: Level;
      levelPending: Level | null;
      /** The card is out already: then the QR goes, unless the citizen asks for more time. Null while the card is in. */
      deadlineAt: string | null;
      /** The next citizen's card is in already; it is read once this one's QR is gone. */
      nextCardIn: boolean;
    }
  | {
      step: 'ended';
      outcome: Exclude<Outcome, 'verified'>;
      reason: ErrorReport | null;
    };

/** What is known of a visit after it: no word of the citizen. Used by the operator's list and the journey's report. */
export type VisitSummary = {
  outcome: Outcome;
  /** Code from the catalogue, or null when verified or declined. */
  reason: string | null;
  level: Level | null;
  levelPending: Level | null;
  policyVersion: string;
  cardTextMs: number | null;
  cardReadMs: number | null;
  cardExchanges: number | null;
  photoBytes: number | null;
  comparison: Comparison | null;
  liveness: Liveness | null;
  tokenId: string | null;
  recordId: string | null;
  /** The program's own time: reading, looking at frames, comparing, sealing and saving. People's time left out. */
  systemMs: number;
};

/** The citizen's and the operator's answers, as the bridge takes them. */
export const identityAnswerSchema = z.object({ mine: z.boolean() });
export const consentAnswerSchema = z.object({
  agree: z.boolean(),
  version: z.string().max(50),
  language: z.enum(['th', 'en']),
});
export const lookAnswerSchema = z.object({ samePerson: z.boolean(), noMaskOrPrint: z.boolean() });
export const referralSchema = z.object({ reason: referralReasonSchema });
export const personNeededAnswerSchema = z.object({ action: z.enum(['retry', 'end']) });
/** Why a supervisor lets the citizen try once more. */
export const retryReasonSchema = z.enum(['light', 'camera', 'help']);
export type RetryReason = z.infer<typeof retryReasonSchema>;
/** A supervisor's decision; an exception only with a yes to both questions of the operator's look. */
export const supervisorDecisionSchema = z.discriminatedUnion('action', [
  z.object({ action: z.literal('retry'), reason: retryReasonSchema }),
  z.object({
    action: z.literal('exception'),
    reason: exceptionReasonSchema,
    samePerson: z.literal(true),
    noMaskOrPrint: z.literal(true),
  }),
  z.object({
    action: z.literal('approve'),
    reason: approvalReasonSchema,
    representative: representativeSchema.nullable(),
  }),
]);
export type SupervisorDecision = z.infer<typeof supervisorDecisionSchema>;
export const captureSchema = z.object({ step: captureStepSchema, request: z.number().int() });
export const cameraProblemSchema = z.enum([
  'CAMERA_MISSING',
  'CAMERA_BUSY',
  'CAMERA_DENIED',
  'CAMERA_VIRTUAL',
  'CAMERA_NOT_ALLOWED',
]);
export type CameraProblem = z.infer<typeof cameraProblemSchema>;
/** Null once the camera works again. */
export const cameraReportSchema = z.object({ problem: cameraProblemSchema.nullable() });
