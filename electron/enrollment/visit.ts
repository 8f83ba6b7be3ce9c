import { type ErrorCode, type ErrorReport, READER_TROUBLE } from '../../contract/index.ts';
import {
  type Advance,
  end,
  go,
  idleDeadline,
  qrDeadline,
  secondsFrom,
  stay,
  type VisitContext,
} from './visit-moves.ts';
import type { Visit, VisitEvent, VisitState } from './visit-state.ts';
import { inStep } from './visit-steps.ts';
import { captureProlonged, captureTimedOut } from './while-capturing.ts';
import { helpAsked } from './while-staff-help.ts';

/** How long a card problem stays on screen after the card is gone. */
const PROBLEM_SHOWN_SECONDS = 8;

/**
 * The visit: what happens next, and what is to be done for it. Pure: no clock, no hardware, no storage.
 * An event that does not belong to the step changes nothing.
 */
export function advance(state: VisitState, event: VisitEvent, context: VisitContext): Advance {
  switch (event.type) {
    case 'card-removed':
      return cardGone(state, { code: 'CARD_REMOVED' }, context);
    case 'card-failed':
      return cardFailed(state, event.error, context);
    case 'reader-problem':
      return readerProblem(state, event.error, context);
    case 'cancelled':
      return isUnderWay(state) && state.step !== 'saving'
        ? end(visitOf(state), 'failed', { code: 'VISIT_CANCELLED' }, context)
        : stay(state);
    case 'more-time':
      return moreTime(state, context);
    case 'deadline':
      return deadlinePassed(state, context);
    case 'card-inserted':
      return cardInserted(state, context);
    case 'obstacle-changed':
      return obstacleChanged(state, context);
    case 'help-asked':
      return helpAsked(state, context);
    default:
      return inStep(state, event, context);
  }
}

/** When the step ends by itself; null when it waits for ever. */
export function deadlineOf(state: VisitState): Date | null {
  return 'deadlineAt' in state ? state.deadlineAt : null;
}

function cardInserted(state: VisitState, context: VisitContext): Advance {
  if (state.step === 'saving') return go({ ...state, nextCardIn: true });
  const canBegin = state.step === 'card-problem' || state.step === 'card-help' || isOver(state);
  if (state.step !== 'idle' && !canBegin) return stay(state);
  return context.obstacle
    ? go(cardProblem(context.obstacle))
    : go({ step: 'reading', interrupted: isInterrupted(state) }, { type: 'forget-face' });
}

/** A card that was put in before its time is read as soon as a visit may start. */
function obstacleChanged(state: VisitState, { obstacle }: VisitContext): Advance {
  const waits = state.step === 'card-problem' && isObstacle(state.error);
  return waits && !obstacle ? go({ step: 'idle' }, { type: 'read-card' }) : stay(state);
}

/** The card can't be read: before anything is known of it a problem of the card, later the end of the visit. */
function cardFailed(state: VisitState, error: ErrorReport, context: VisitContext): Advance {
  if (error.code === 'CARD_REMOVED') return cardGone(state, error, context);
  if (isReading(state)) return go(cardProblem(error));
  return 'card' in state && state.card.photo === null ? end(state, 'failed', error, context) : stay(state);
}

function cardGone(state: VisitState, error: ErrorReport, context: VisitContext): Advance {
  // What is decided is saved: the record exists whole or not at all, whatever the card does now.
  if (state.step === 'saving') return go({ ...state, cardGone: true, nextCardIn: false });
  if (state.step === 'done' && state.nextCardIn) return go({ ...state, nextCardIn: false });
  if (state.step === 'card-help') return go({ ...state, cardIn: false });
  const saysSo = state.step === 'card-problem' && state.error.code === error.code;
  if (saysSo) return stay(state);
  if (!isUnderWay(state)) return go({ step: 'idle' }, { type: 'forget-face' });
  const { effects } = end(visitOf(state), 'failed', error, context);
  const deadlineAt = secondsFrom(context.now, PROBLEM_SHOWN_SECONDS);
  return { state: { ...cardProblem(error), deadlineAt, interrupted: isAsked(state) }, effects };
}

function readerProblem(state: VisitState, error: ErrorReport | null, context: VisitContext): Advance {
  if (error === null) {
    if (state.step !== 'card-problem' || !isReaderTrouble(state.error)) return stay(state);
    return go(state.reading ? { step: 'reading', interrupted: state.interrupted } : { step: 'idle' });
  }
  // A reader held by another program is not lost: the card is in, and reading goes on once it is free.
  if (error.code === 'READER_BUSY' && isUnderWay(state))
    return state.step === 'reading'
      ? go({ ...cardProblem(error), reading: true, interrupted: state.interrupted })
      : stay(state);
  const { effects, state: next } = cardGone(state, error, context);
  return next.step === 'saving' ? go(next) : go(cardProblem(error), ...effects);
}

/** Nobody is hurried out (WCAG 2.2, 2.2.1): what is asked now may be thought over for as long again. */
function moreTime(state: VisitState, context: VisitContext): Advance {
  switch (state.step) {
    case 'confirm-identity':
    case 'consent':
      return go({ ...state, deadlineAt: idleDeadline(context) });
    case 'face':
      return captureProlonged(state, context);
    case 'done':
      return state.deadlineAt === null ? stay(state) : go({ ...state, deadlineAt: qrDeadline(context) });
    default:
      return stay(state);
  }
}

function deadlinePassed(state: VisitState, context: VisitContext): Advance {
  switch (state.step) {
    case 'confirm-identity':
    case 'consent':
      return end(state, 'failed', { code: 'VISIT_TIMEOUT' }, context);
    case 'face':
      return captureTimedOut(state, context);
    case 'card-problem':
      return go({ step: 'idle' }, { type: 'forget-face' });
    case 'done':
      return state.nextCardIn
        ? go({ step: 'idle' }, { type: 'forget-face' }, { type: 'read-card' })
        : go({ step: 'idle' }, { type: 'forget-face' });
    default:
      return stay(state);
  }
}

const cardProblem = (error: ErrorReport) =>
  ({ step: 'card-problem', error, deadlineAt: null, reading: false, interrupted: false }) as const;

const READER_CODES: readonly ErrorCode[] = Object.values(READER_TROUBLE);
const isReaderTrouble = ({ code }: ErrorReport): boolean => READER_CODES.includes(code);

const OBSTACLES = ['SIGN_IN_REQUIRED', 'DEVICE_REVOKED', 'OUTBOX_FROZEN'];
const isObstacle = ({ code }: ErrorReport): boolean => OBSTACLES.includes(code);

function isReading(state: VisitState): boolean {
  return state.step === 'reading' || (state.step === 'card-problem' && state.reading);
}

/** Somebody has seen the visit: what comes now would look like its next step. */
const isAsked = (state: VisitState): boolean => 'card' in state;

const isInterrupted = (state: VisitState): boolean => 'interrupted' in state && state.interrupted;

function isOver(state: VisitState): boolean {
  return state.step === 'done' || state.step === 'ended';
}

/** From the card's first answer until the decision is saved. */
function isUnderWay(state: VisitState): boolean {
  const begun = !['idle', 'card-problem', 'card-help'].includes(state.step);
  return begun && !isOver(state);
}

const visitOf = (state: VisitState): Visit | null => ('card' in state ? state : null);
