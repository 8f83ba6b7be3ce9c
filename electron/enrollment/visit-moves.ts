import type { ErrorReport, Policy, ReferralReason } from '../../contract/index.ts';
import { summarize } from './summary.ts';
import type { Consented, Visit, VisitEffect, VisitState } from './visit-state.ts';

/** What a visit needs to know beside its own state; handed in, so that `advance` stays pure. */
export type VisitContext = {
  policy: Policy;
  now: Date;
  /** Why no visit may start now; null when one may. */
  obstacle: ErrorReport | null;
};

export type Advance = { state: VisitState; effects: VisitEffect[] };

/** How long the QR stays when the card was pulled while the record was being saved. */
const DONE_WITHOUT_CARD_SECONDS = 60;

export const idleDeadline = ({ now, policy }: VisitContext): Date =>
  secondsFrom(now, policy.visit.idleSeconds);
export const qrDeadline = ({ now }: VisitContext): Date => secondsFrom(now, DONE_WITHOUT_CARD_SECONDS);
export const secondsFrom = (from: Date, seconds: number): Date => new Date(from.getTime() + seconds * 1000);
export const go = (state: VisitState, ...effects: VisitEffect[]): Advance => ({ state, effects });
export const stay = (state: VisitState): Advance => ({ state, effects: [] });

/** The machine can go no further: a person decides whether to try again. */
export function needPerson(
  state: Consented,
  reason: ErrorReport,
  { policy, now }: VisitContext,
  capture: Extract<VisitState, { step: 'person-needed' }>['capture'] = null,
): Advance {
  const { maxAttempts, attemptPauseSeconds, supervisorAfter } = policy.face;
  const failed = state.failed + (isFailedTry(reason) ? 1 : 0);
  const retryAt = failed < maxAttempts ? null : secondsFrom(now, attemptPauseSeconds);
  const retryBy =
    reason.code === 'CARD_PHOTO_UNREADABLE' ? 'nobody' : failed < supervisorAfter ? 'operator' : 'supervisor';
  return go({ ...consentedOf(state), failed, step: 'person-needed', reason, capture, retryAt, retryBy });
}

/** A camera or an engine that fails is not the citizen's failed try. */
function isFailedTry({ code }: ErrorReport): boolean {
  return code === 'FACE_NO_MATCH' || code === 'FACE_NOT_LIVE' || code === 'FACE_TIMEOUT';
}

/** Once consent is given and the photo is there the capture begins; before, the visit waits where it is. */
export function onceThePhotoIsThere(state: VisitState): Advance {
  if (state.step !== 'waiting-photo' || state.card.photo === null) return go(state);
  return go(
    { ...consentedOf(state), step: 'preparing-capture' },
    { type: 'begin-capture', reference: state.card.photo.jpeg },
  );
}

/** Ends the visit, forgets the face and reports. */
export function end(
  visit: Visit | null,
  outcome: Extract<VisitState, { step: 'ended' }>['outcome'],
  reason: ErrorReport | null,
  { policy }: VisitContext,
  evidence: Parameters<typeof summarize>[4] = {},
  referral?: ReferralReason,
): Advance {
  const summary = summarize(visit, outcome, reason, policy.version, evidence);
  return go(
    { step: 'ended', outcome, reason },
    { type: 'forget-face' },
    { type: 'report', summary, identity: visit?.card.identity ?? null, ...(referral && { referral }) },
  );
}

export function consentedOf({ card, systemMs, approvals, consent, failed }: Consented): Consented {
  return { card, systemMs, approvals, consent, failed };
}
