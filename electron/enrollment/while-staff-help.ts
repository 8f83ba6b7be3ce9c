import type { ReferralReason } from '../../contract/index.ts';
import { approvalsFor, referralsFor } from './policy.ts';
import { type Advance, end, go, idleDeadline, needPerson, stay, type VisitContext } from './visit-moves.ts';
import type { Visit, VisitEvent, VisitState } from './visit-state.ts';

type ApprovalState = Extract<VisitState, { step: 'approval-needed' }>;
type CardHelpState = Extract<VisitState, { step: 'card-help' }>;
type Approve = Extract<
  Extract<VisitEvent, { type: 'supervisor-decided' }>['decision'],
  { action: 'approve' }
>;

/** The citizen calls staff: at the camera for help with it, before it to be represented, or with a card that is mute. */
export function helpAsked(state: VisitState, context: VisitContext): Advance {
  switch (state.step) {
    case 'card-problem': {
      const canHelp = !state.reading && referralsFor(context.policy, state.error.code).length > 0;
      return canHelp ? go({ step: 'card-help', reason: state.error, cardIn: true }) : stay(state);
    }
    case 'confirm-identity':
    case 'consent':
      return go({ ...visitOf(state), step: 'approval-needed', reason: { code: 'REPRESENTED' } });
    case 'face':
      return needPerson(state, { code: state.camera ?? 'HELP_WANTED' }, context);
    default:
      return stay(state);
  }
}

/** Nothing is known of the citizen: staff try again with the card, or leave it for a supervisor. */
export function whileHelpingWithCard(
  state: CardHelpState,
  event: VisitEvent,
  context: VisitContext,
): Advance {
  if (event.type === 'person-needed-answered')
    return event.action === 'retry' && state.cardIn
      ? go({ step: 'idle' }, { type: 'read-card' })
      : go({ step: 'idle' });
  if (event.type !== 'referred' || !isReferral(state.reason.code, event.reason, context)) return stay(state);
  const referred = end(null, 'referred', state.reason, context, {}, event.reason);
  return state.cardIn ? referred : { ...referred, state: { step: 'idle' } };
}

/** Before consent: a supervisor lets the visit go on, or it ends. */
export function whileApprovalNeeded(state: ApprovalState, event: VisitEvent, context: VisitContext): Advance {
  switch (event.type) {
    case 'person-needed-answered':
      return event.action === 'retry' ? backToCitizen(state, context) : endUnapproved(state, context);
    case 'referred':
      return isReferral(state.reason.code, event.reason, context)
        ? end(state, 'referred', state.reason, context, {}, event.reason)
        : stay(state);
    case 'supervisor-decided':
      return event.decision.action === 'approve'
        ? approve(state, event.decision, event.supervisor, context)
        : stay(state);
    default:
      return stay(state);
  }
}

/** Nobody is represented after all. What the card says can't be taken back. */
function backToCitizen(state: ApprovalState, context: VisitContext): Advance {
  return state.reason.code === 'REPRESENTED' ? askIdentity(visitOf(state), context) : stay(state);
}

function endUnapproved(state: ApprovalState, context: VisitContext): Advance {
  return state.reason.code === 'REPRESENTED'
    ? end(state, 'failed', { code: 'VISIT_CANCELLED' }, context)
    : end(state, 'refused', state.reason, context);
}

/** From here on the record names the supervisor, why, and who acts for the citizen. */
function approve(
  state: ApprovalState,
  { reason, representative }: Approve,
  supervisor: { id: string; name: string },
  context: VisitContext,
): Advance {
  const rule = approvalsFor(context.policy, state.reason.code).find((known) => known.reason === reason);
  const isComplete = (representative !== null) === (state.reason.code === 'REPRESENTED');
  if (!rule || !isComplete) return stay(state);
  const { id, atMost } = rule;
  const at = context.now.toISOString();
  const approval = { reason, rule: id, atMost, representative, supervisor, at };
  const asked = askIdentity({ ...visitOf(state), approvals: [...state.approvals, approval] }, context);
  return go(asked.state, {
    type: 'audit-decision',
    event: 'visit.approved',
    supervisor,
    details: { reason, rule: id, ...(representative && { relation: representative.relation }) },
    identity: state.card.identity,
  });
}

function askIdentity(visit: Visit, context: VisitContext): Advance {
  return go({
    ...visit,
    step: 'confirm-identity',
    deadlineAt: idleDeadline(context),
    interrupted: false,
  });
}

function visitOf({ card, systemMs, approvals }: Visit): Visit {
  return { card, systemMs, approvals };
}

function isReferral(
  code: ApprovalState['reason']['code'],
  reason: ReferralReason,
  { policy }: VisitContext,
): boolean {
  return referralsFor(policy, code).includes(reason);
}
