import type { ReferralReason, RetryReason, SupervisorDecision } from '../../contract/index.ts';
import { decide, evidenceOf, exceptionsFor, limited, referralsFor } from './policy.ts';
import {
  type Advance,
  consentedOf,
  end,
  go,
  onceThePhotoIsThere,
  stay,
  type VisitContext,
} from './visit-moves.ts';
import type { Person, VisitEvent, VisitState } from './visit-state.ts';

type NeededState = Extract<VisitState, { step: 'person-needed' }>;

/** Staff decide: the operator about another try or the end, a supervisor about what the policy leaves to one. */
export function whilePersonNeeded(state: NeededState, event: VisitEvent, context: VisitContext): Advance {
  if (event.type === 'person-needed-answered')
    return event.action === 'end' ? endUnverified(state, context) : operatorRetries(state, context);
  if (event.type === 'referred') return leftForLater(state, event.reason, context);
  if (event.type !== 'supervisor-decided') return stay(state);
  const { decision, supervisor } = event;
  switch (decision.action) {
    case 'retry':
      return supervisorRetries(state, decision.reason, supervisor);
    case 'exception':
      return grantException(state, decision, supervisor, context);
    case 'approve':
      return stay(state);
  }
}

function leftForLater(state: NeededState, why: ReferralReason, context: VisitContext): Advance {
  const { reason, capture } = state;
  return referralsFor(context.policy, reason.code).includes(why)
    ? end(state, 'referred', reason, context, capture ?? {}, why)
    : stay(state);
}

function operatorRetries(state: NeededState, { now }: VisitContext): Advance {
  if (state.retryBy !== 'operator' || (state.retryAt && now < state.retryAt)) return stay(state);
  return tryAgain(state);
}

/** A supervisor's word also shortens the pause. */
function supervisorRetries(state: NeededState, reason: RetryReason, supervisor: Person): Advance {
  if (state.retryBy === 'nobody') return stay(state);
  const { state: next, effects } = tryAgain(state);
  return go(
    next,
    {
      type: 'audit-decision',
      event: 'visit.retry-allowed',
      supervisor,
      details: { reason, failed: state.failed },
      identity: state.card.identity,
    },
    ...effects,
  );
}

const tryAgain = (state: NeededState): Advance =>
  onceThePhotoIsThere({ ...consentedOf(state), step: 'waiting-photo' });

/** The record then names the supervisor beside the operator, and why. */
function grantException(
  state: NeededState,
  { reason, samePerson, noMaskOrPrint }: Extract<SupervisorDecision, { action: 'exception' }>,
  supervisor: Person,
  { policy, now }: VisitContext,
): Advance {
  const rule = exceptionsFor(policy, state.reason.code).find((exception) => exception.reason === reason);
  if (!rule) return stay(state);
  const { capture, card, consent, approvals } = state;
  const decision = limited({ outcome: 'verified' as const, ...rule.end, rule: rule.id }, approvals);
  const at = now.toISOString();
  return go(
    { ...consentedOf(state), step: 'saving', capture, decision, cardGone: false, nextCardIn: false },
    {
      type: 'save',
      card,
      consent,
      capture,
      look: { samePerson, noMaskOrPrint, at },
      decision,
      exception: { reason, supervisor, at },
      approvals,
    },
  );
}

function endUnverified(state: NeededState, context: VisitContext): Advance {
  const { capture, reason } = state;
  if (!capture) return end(state, reason.code === 'FACE_NOT_LIVE' ? 'referred' : 'failed', reason, context);
  const { comparison, liveness } = capture;
  const refusal = decide(
    context.policy,
    evidenceOf(comparison, liveness, { samePerson: false, noMaskOrPrint: false }),
  );
  return refusal.outcome === 'verified'
    ? stay(state)
    : end(state, refusal.outcome, { code: refusal.reason }, context, capture);
}
