import {
  type Advance,
  consentedOf,
  go,
  idleDeadline,
  needPerson,
  secondsFrom,
  stay,
  type VisitContext,
} from './visit-moves.ts';
import type { Consented, VisitEvent, VisitState } from './visit-state.ts';

type FaceState = Extract<VisitState, { step: 'face' }>;
type Timed = Pick<FaceState, 'captureUntil' | 'deadlineAt'>;

/** The engine took the reference and drew the challenges: the capture starts. */
export function startCapture(
  state: Consented,
  challenges: Extract<VisitEvent, { type: 'capture-ready' }>['challenges'],
  context: VisitContext,
): Advance {
  return go({
    ...consentedOf(state),
    step: 'face',
    steps: ['look-straight', ...challenges],
    position: 0,
    hint: null,
    camera: null,
    request: 1,
    judging: false,
    ...freshTime(context),
  });
}

/** What happens while the citizen is in front of the camera. */
export function whileCapturing(state: FaceState, event: VisitEvent, context: VisitContext): Advance {
  switch (event.type) {
    case 'camera-reported':
      return cameraReported(state, event.problem, context);
    case 'capture-impossible':
      return needPerson(state, event.error, context);
    case 'frames-submitted':
      return framesSubmitted(state, event);
    case 'challenge-replaced':
      return challengeReplaced(state, event, context);
    case 'frames-judged':
      return framesJudged(state, event, context);
    default:
      return stay(state);
  }
}

/**
 * The camera did not come back, or the time for the capture or for one step of it is over: while there is some left for the
 * others, a challenge that somebody can't do gives way to another. What was shown in time counts: the verdict comes first.
 */
export function captureTimedOut(state: FaceState, context: VisitContext): Advance {
  if (state.judging) return stay(state);
  const isChallenge = state.position > 0;
  if (isChallenge && !state.camera && context.now < state.captureUntil)
    return go(state, { type: 'replace-challenge' });
  return needPerson(state, { code: state.camera ?? 'FACE_TIMEOUT' }, context);
}

/** The citizen asked for more time: the step and the capture have all of it again, or the camera to come back. */
export function captureProlonged(state: FaceState, context: VisitContext): Advance {
  return state.camera
    ? go({ ...state, deadlineAt: idleDeadline(context) })
    : go({ ...state, ...freshTime(context) });
}

/** A lost camera stops the clock; once it is back the step begins anew, with all its time. */
function cameraReported(state: FaceState, problem: FaceState['camera'], context: VisitContext): Advance {
  if (problem === state.camera) return stay(state);
  if (problem) return go({ ...state, camera: problem, deadlineAt: idleDeadline(context) });
  return go({
    ...state,
    camera: null,
    hint: null,
    request: state.request + 1,
    ...freshTime(context),
  });
}

function challengeReplaced(
  state: FaceState,
  { challenge }: Extract<VisitEvent, { type: 'challenge-replaced' }>,
  context: VisitContext,
): Advance {
  if (!challenge) return needPerson(state, { code: 'FACE_TIMEOUT' }, context);
  return go({
    ...state,
    steps: state.steps.with(state.position, challenge),
    hint: null,
    request: state.request + 1,
    ...nextStepTime(state, context),
  });
}

/** One set of frames is judged at a time, and its step stays the same meanwhile: the verdict is always of the step that is due. */
function framesSubmitted(
  state: FaceState,
  { step, request, frames }: Extract<VisitEvent, { type: 'frames-submitted' }>,
): Advance {
  const due = step === state.steps[state.position] && request === state.request;
  if (!due || state.judging || state.camera) return stay(state);
  return go({ ...state, judging: true }, { type: 'judge-frames', step, frames });
}

function framesJudged(
  state: FaceState,
  { verdict, ms }: Extract<VisitEvent, { type: 'frames-judged' }>,
  context: VisitContext,
): Advance {
  const judged = {
    ...state,
    judging: false,
    request: state.request + 1,
    systemMs: state.systemMs + ms,
  };
  switch (verdict.verdict) {
    case 'not-live':
      return needPerson(judged, { code: 'FACE_NOT_LIVE' }, context);
    case 'again':
      return go({ ...judged, hint: verdict.hint });
    case 'passed':
      return state.position + 1 < state.steps.length
        ? go({ ...judged, hint: null, position: state.position + 1, ...nextStepTime(state, context) })
        : go({ ...consentedOf(judged), step: 'comparing' }, { type: 'finish-capture' });
  }
}

function freshTime(context: VisitContext): Timed {
  const captureUntil = secondsFrom(context.now, context.policy.liveness.captureSeconds);
  return nextStepTime({ captureUntil }, context);
}

function nextStepTime({ captureUntil }: Pick<Timed, 'captureUntil'>, { now, policy }: VisitContext): Timed {
  const stepUntil = secondsFrom(now, policy.liveness.challengeSeconds);
  return { captureUntil, deadlineAt: stepUntil < captureUntil ? stepUntil : captureUntil };
}
