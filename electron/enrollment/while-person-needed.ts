import type { SupervisorDecision } from '../../contract/index.ts';
import { decide, evidenceOf, exceptionsFor } from './policy.ts';
import {
  type Advance,
  consentedOf,
  end,
  go,
  onceThePhotoIsThere,
  stay,
  type VisitContext,
} from './visit-moves.ts';
import type { VisitEvent, VisitState } from './visit-state.ts';

type NeededState = Extract<VisitState, { step: 'person-needed' }>;

/** Staff decide: the operator about another try or the end, a supervisor about what the policy leaves to one. */
export function whilePersonNeeded(state: NeededState, event: VisitEvent, context: VisitContext): Advance {
  if (event.type === 'person-needed-answered')
    return event.action === 'end' ? endUnverified(state, context) : operatorRetries(state, context);
  if (event.type !== 'supervisor-decided') return stay(state);
  return event.decision.action === 'retry'
    ? supervisorRetries(state, event)
    : grantException(state, event.decision, event.supervisor, context);
}

function operatorRetries(state: NeededState, { now }: VisitContext): Advance {
  if (state.retryBy !== 'operator' || (state.retryAt && now < state.retryAt)) return stay(state);
  return tryAgain(state);
}

/** A supervisor's word also shortens the pause. */
function supervisorRetries(
  state: NeededState,
  { decision, supervisor }: Extract<VisitEvent, { type: 'supervisor-decided' }>,
): Advance {
  if (state.retryBy === 'nobody') return stay(state);
  const { state: next, effects } = tryAgain(state);
  const { reason } = decision;
  return go(
    next,
    { type: 'audit-retry', supervisor, reason, failed: state.failed, identity: state.card.identity },
    ...effects,
  );
}

const tryAgain = (state: NeededState): Advance =>
  onceThePhotoIsThere({ ...consentedOf(state), step: 'waiting-photo' });

/** The record then names the supervisor beside the operator, and why. */
function grantException(
  state: NeededState,
  { reason, samePerson, noMaskOrPrint }: Extract<SupervisorDecision, { action: 'exception' }>,
  supervisor: { id: string; name: string },
  { policy, now }: VisitContext,
): Advance {
  const rule = exceptionsFor(policy, state.reason.code).find((exception) => exception.reason === reason);
  if (!rule) return stay(state);
  const { capture, card, consent } = state;
  const decision = { outcome: 'verified', ...rule.end, rule: rule.id } as const;
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
