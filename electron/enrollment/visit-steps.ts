import { expiryProblem } from './card-expiry.ts';
import { decide, evidenceOf, limited } from './policy.ts';
import { summarize } from './summary.ts';
import {
  type Advance,
  consentedOf,
  end,
  go,
  idleDeadline,
  needPerson,
  onceThePhotoIsThere,
  qrDeadline,
  stay,
  type VisitContext,
} from './visit-moves.ts';
import type { Card, Consented, Visit, VisitEvent, VisitState } from './visit-state.ts';
import { startCapture, whileCapturing } from './while-capturing.ts';
import { whilePersonNeeded } from './while-person-needed.ts';
import { whileApprovalNeeded, whileHelpingWithCard } from './while-staff-help.ts';

/** What the events of a step do while that step is on. */
export function inStep(state: VisitState, event: VisitEvent, context: VisitContext): Advance {
  // Once the visit is decided, what is read is of the next citizen's card.
  if ('card' in state && state.step !== 'saving' && state.step !== 'done') {
    if (event.type === 'card-photo-progress')
      return go({ ...state, card: { ...state.card, photoShare: event.share } });
    if (event.type === 'card-photo') return photoRead(state, event);
  }
  switch (state.step) {
    case 'reading':
      return whileReading(state, event, context);
    case 'card-problem':
      return state.reading ? whileReading(state, event, context) : stay(state);
    case 'card-help':
      return whileHelpingWithCard(state, event, context);
    case 'approval-needed':
      return whileApprovalNeeded(state, event, context);
    case 'confirm-identity':
      if (event.type !== 'identity-answered') return stay(state);
      return event.mine
        ? go({ ...state, step: 'consent', deadlineAt: idleDeadline(context) })
        : end(state, 'failed', { code: 'IDENTITY_DENIED' }, context);
    case 'consent':
      return whileAskingConsent(state, event, context);
    case 'preparing-capture':
      return whilePreparing(state, event, context);
    case 'face':
      return whileCapturing(state, event, context);
    case 'comparing':
      return whileComparing(state, event, context);
    case 'operator-look':
      return whileOperatorLooks(state, event, context);
    case 'person-needed':
      return whilePersonNeeded(state, event, context);
    case 'saving':
      return whileSaving(state, event, context);
    default:
      return stay(state);
  }
}

function whileReading(state: VisitState, event: VisitEvent, context: VisitContext): Advance {
  if (event.type !== 'card-text') return stay(state);
  const visit: Visit = {
    card: { identity: event.identity, textMs: event.ms, photoShare: 0, photo: null },
    systemMs: event.ms,
    approvals: [],
  };
  const interrupted = 'interrupted' in state && state.interrupted;
  const expired = expiryProblem(event.identity.expiryDate, context.now);
  return expired
    ? go({ ...visit, step: 'approval-needed', reason: expired })
    : go({ ...visit, step: 'confirm-identity', deadlineAt: idleDeadline(context), interrupted });
}

function whileAskingConsent(
  state: Extract<VisitState, { step: 'consent' }>,
  event: VisitEvent,
  context: VisitContext,
): Advance {
  if (event.type !== 'consent-answered') return stay(state);
  if (!event.agree) return end(state, 'declined', null, context);
  const consented: Consented = {
    card: state.card,
    systemMs: state.systemMs,
    approvals: state.approvals,
    failed: 0,
    consent: {
      version: event.version,
      language: event.language,
      givenAt: context.now.toISOString(),
      channel: 'kiosk-screen',
    },
  };
  return onceThePhotoIsThere({ ...consented, step: 'waiting-photo' });
}

function whilePreparing(
  state: Extract<VisitState, { step: 'preparing-capture' }>,
  event: VisitEvent,
  context: VisitContext,
): Advance {
  if (event.type === 'capture-impossible') return needPerson(state, event.error, context);
  if (event.type !== 'capture-ready') return stay(state);
  return startCapture({ ...state, systemMs: state.systemMs + event.ms }, event.challenges, context);
}

function whileComparing(
  state: Extract<VisitState, { step: 'comparing' }>,
  event: VisitEvent,
  context: VisitContext,
): Advance {
  if (event.type === 'capture-impossible') return needPerson(state, event.error, context);
  if (event.type !== 'capture-finished') return stay(state);
  const { capture } = event;
  const compared = { ...consentedOf(state), systemMs: state.systemMs + event.ms };
  // The operator is asked only where a "yes" can lead to a token.
  const best = decide(
    context.policy,
    evidenceOf(capture.comparison, capture.liveness, { samePerson: true, noMaskOrPrint: true }),
  );
  return best.outcome === 'verified'
    ? go({ ...compared, step: 'operator-look', capture })
    : needPerson(compared, { code: best.reason }, context, capture);
}

function whileOperatorLooks(
  state: Extract<VisitState, { step: 'operator-look' }>,
  event: VisitEvent,
  context: VisitContext,
): Advance {
  if (event.type !== 'look-answered') return stay(state);
  const { samePerson, noMaskOrPrint } = event;
  const { capture } = state;
  const decision = decide(context.policy, evidenceOf(capture.comparison, capture.liveness, event));
  if (decision.outcome !== 'verified')
    return end(state, decision.outcome, { code: decision.reason }, context, capture);
  const { approvals } = state;
  const reached = limited(decision, approvals);
  return go(
    { ...consentedOf(state), step: 'saving', capture, decision: reached, cardGone: false, nextCardIn: false },
    {
      type: 'save',
      card: state.card,
      consent: state.consent,
      capture,
      look: { samePerson, noMaskOrPrint, at: context.now.toISOString() },
      decision: reached,
      exception: null,
      approvals,
    },
  );
}

function whileSaving(
  state: Extract<VisitState, { step: 'saving' }>,
  event: VisitEvent,
  context: VisitContext,
): Advance {
  if (event.type === 'save-failed') return end(state, 'failed', event.error, context, state.capture ?? {});
  if (event.type !== 'saved') return stay(state);
  const { level, levelPending } = state.decision;
  const systemMs = state.systemMs + event.ms;
  const { tokenId, recordId, qrText, transactionCode } = event;
  const summary = summarize({ ...state, systemMs }, 'verified', null, context.policy.version, {
    ...state.capture,
    level,
    levelPending,
    tokenId,
    recordId,
  });
  return go(
    {
      step: 'done',
      card: state.card,
      systemMs,
      approvals: state.approvals,
      qrText,
      transactionCode,
      level,
      levelPending,
      deadlineAt: state.cardGone ? qrDeadline(context) : null,
      nextCardIn: state.nextCardIn,
    },
    { type: 'forget-face' },
    { type: 'report', summary, identity: null },
  );
}

/** The photo is read beside the questions; its time counts as the program's all the same. */
function photoRead(
  state: Extract<VisitState, Visit>,
  { photo, readMs, exchanges }: Extract<VisitEvent, { type: 'card-photo' }>,
): Advance {
  const card: Card = { ...state.card, photoShare: 1, photo: { ...photo, readMs, exchanges } };
  const systemMs = state.systemMs + readMs - card.textMs;
  return onceThePhotoIsThere({ ...state, card, systemMs });
}
