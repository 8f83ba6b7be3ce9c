import type {
  Approval,
  CameraProblem,
  CaptureStep,
  CardIdentity,
  Challenge,
  Consent,
  ErrorReport,
  Exception,
  Language,
  Level,
  OperatorLook,
  Outcome,
  ReferralReason,
  SupervisorDecision,
  VisitSummary,
} from '../../contract/index.ts';
import type { Decision } from './policy.ts';
import type { CaptureResult, CardPhoto, FrameVerdict } from './ports.ts';

/** The card as far as it is read. Text first: `photo` comes later, or never when it can't be read. */
export type Card = {
  identity: CardIdentity;
  textMs: number;
  photoShare: number;
  photo: (CardPhoto & { readMs: number; exchanges: number }) | null;
};

/** What every step from the card's text on carries. */
export type Visit = {
  card: Card;
  /** The program's own time so far, people's time left out. */
  systemMs: number;
  /** Where a supervisor let this visit go on. */
  approvals: readonly Approval[];
};

/** What every step from the consent on carries; `failed` counts the tries that failed. */
export type Consented = Visit & { consent: Consent; failed: number };

export type Person = { id: string; name: string };

export type VerifiedDecision = Extract<Decision, { outcome: 'verified' }>;

export type VisitState =
  | { step: 'idle' }
  /** `interrupted`: the visit before ended because its card was pulled, a moment ago. */
  | { step: 'reading'; interrupted: boolean }
  /** `reading`: the card is in and the reader keeps trying, so the visit goes on by itself. */
  | {
      step: 'card-problem';
      error: ErrorReport;
      deadlineAt: Date | null;
      reading: boolean;
      interrupted: boolean;
    }
  /** Staff help with a card that can't be read; it may be taken out and put in again meanwhile. */
  | { step: 'card-help'; reason: ErrorReport; cardIn: boolean }
  | ({ step: 'approval-needed'; reason: ErrorReport } & Visit)
  | ({ step: 'confirm-identity'; deadlineAt: Date; interrupted: boolean } & Visit)
  | ({ step: 'consent'; deadlineAt: Date } & Visit)
  | ({ step: 'waiting-photo' } & Consented)
  /** The engine takes the reference and draws the challenges. */
  | ({ step: 'preparing-capture' } & Consented)
  | ({
      step: 'face';
      steps: CaptureStep[];
      position: number;
      hint: ErrorReport | null;
      /** The camera can't be used for now. */
      camera: CameraProblem | null;
      request: number;
      /** Frames are being judged. */
      judging: boolean;
      /** End of the whole capture, and of the present step or wait. */
      captureUntil: Date;
      deadlineAt: Date;
    } & Consented)
  | ({ step: 'comparing' } & Consented)
  | ({ step: 'operator-look'; capture: CaptureResult } & Consented)
  | ({
      step: 'person-needed';
      reason: ErrorReport;
      capture: CaptureResult | null;
      retryBy: 'operator' | 'supervisor' | 'nobody';
      /** When the operator may let the citizen try again; null when at once. */
      retryAt: Date | null;
    } & Consented)
  | ({
      step: 'saving';
      /** Null in an exception whose capture came to no end. */
      capture: CaptureResult | null;
      decision: VerifiedDecision;
      cardGone: boolean;
      nextCardIn: boolean;
    } & Consented)
  | ({
      step: 'done';
      qrText: string;
      transactionCode: string;
      level: Level;
      levelPending: Level | null;
      deadlineAt: Date | null;
      /** The next citizen's card was put in while this one's record was being saved: it is read afterwards. */
      nextCardIn: boolean;
    } & Visit)
  | { step: 'ended'; outcome: Exclude<Outcome, 'verified'>; reason: ErrorReport | null };

export type VisitEvent =
  | { type: 'card-inserted' }
  | { type: 'card-text'; identity: CardIdentity; ms: number }
  | { type: 'card-photo-progress'; share: number }
  | { type: 'card-photo'; photo: CardPhoto; readMs: number; exchanges: number }
  | { type: 'card-failed'; error: ErrorReport }
  | { type: 'card-removed' }
  /** The reader went away or is held by another program; null when it works again. */
  | { type: 'reader-problem'; error: ErrorReport | null }
  | { type: 'identity-answered'; mine: boolean }
  | { type: 'consent-answered'; agree: boolean; version: string; language: Language }
  | { type: 'capture-ready'; challenges: Challenge[]; ms: number }
  | { type: 'capture-impossible'; error: ErrorReport }
  | { type: 'frames-submitted'; step: CaptureStep; request: number; frames: Uint8Array[] }
  | { type: 'frames-judged'; verdict: FrameVerdict; ms: number }
  /** Null when there is no other challenge to ask. */
  | { type: 'challenge-replaced'; challenge: Challenge | null }
  | { type: 'capture-finished'; capture: CaptureResult; ms: number }
  /** Null once the camera works again. */
  | { type: 'camera-reported'; problem: CameraProblem | null }
  | { type: 'look-answered'; samePerson: boolean; noMaskOrPrint: boolean }
  | { type: 'person-needed-answered'; action: 'retry' | 'end' }
  | { type: 'help-asked' }
  | { type: 'referred'; reason: ReferralReason }
  | { type: 'supervisor-decided'; decision: SupervisorDecision; supervisor: Person }
  | { type: 'saved'; qrText: string; transactionCode: string; tokenId: string; recordId: string; ms: number }
  | { type: 'save-failed'; error: ErrorReport }
  /** What kept visits from starting may be over. */
  | { type: 'obstacle-changed' }
  | { type: 'cancelled' }
  /** The citizen needs longer for what is asked now. */
  | { type: 'more-time' }
  | { type: 'deadline' };

export type VisitEffect =
  | { type: 'begin-capture'; reference: Uint8Array }
  | { type: 'judge-frames'; step: CaptureStep; frames: Uint8Array[] }
  /** The challenge that is due was not done in time. */
  | { type: 'replace-challenge' }
  | { type: 'finish-capture' }
  | {
      type: 'save';
      card: Card;
      consent: Consent;
      capture: CaptureResult | null;
      look: OperatorLook;
      decision: VerifiedDecision;
      exception: Exception | null;
      approvals: readonly Approval[];
    }
  /** The card that is in is read from the start. */
  | { type: 'read-card' }
  /** A supervisor let the citizen try once more, or the visit go on. */
  | {
      type: 'audit-decision';
      event: 'visit.retry-allowed' | 'visit.approved';
      supervisor: Person;
      details: Record<string, string | number>;
      identity: CardIdentity;
    }
  /** The face engine drops every picture it holds. */
  | { type: 'forget-face' }
  /** The visit has ended: tell the operator's list and the audit. Carries no word of the citizen but the card for a keyed hash. */
  | {
      type: 'report';
      summary: VisitSummary;
      identity: CardIdentity | null;
      /** Why it waits for a supervisor. */
      referral?: ReferralReason;
    };
