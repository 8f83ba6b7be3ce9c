import { describe, expect, it } from 'vitest';
import { testIdentity, testPolicy } from './testing.ts';
import {
  finished,
  kinds,
  NOW,
  passAll,
  play,
  ready,
  reportIn,
  saved,
  untilCapture,
} from './testing-visit.ts';
import { deadlineOf } from './visit.ts';
import type { VisitEffect, VisitEvent, VisitState } from './visit-state.ts';
import { viewOf } from './visit-view.ts';

const { maxAttempts, attemptPauseSeconds, supervisorAfter } = testPolicy.face;
const retry: VisitEvent = { type: 'person-needed-answered', action: 'retry' };
const giveUp: VisitEvent = { type: 'person-needed-answered', action: 'end' };
const noMatch = [...passAll, finished('refuse')];
const supervisor = { id: 'sup', name: 'วันเพ็ญ พูนสุข' };
const allowRetry: VisitEvent = {
  type: 'supervisor-decided',
  supervisor,
  decision: { action: 'retry', reason: 'light' },
};
const grant = (reason: 'match-by-eye' | 'photo-unreadable' | 'cannot-follow'): VisitEvent => ({
  type: 'supervisor-decided',
  supervisor,
  decision: { action: 'exception', reason, samePerson: true, noMaskOrPrint: true },
});
const secondsLater = (seconds: number): Date => new Date(NOW.getTime() + 1000 * seconds);
const cameraSays = (problem: 'CAMERA_MISSING' | null): VisitEvent => ({ type: 'camera-reported', problem });
const saveIn = (effects: VisitEffect[]) => effects.find((effect) => effect.type === 'save');

/** A visit after so many failed tries, each made when it was allowed. */
function afterFailures(count: number): VisitState {
  let { state } = play([...untilCapture, ...noMatch]);
  for (let failed = 1; failed < count; failed += 1)
    ({ state } = play([retry, ready, ...noMatch], { from: state, now: laterEachTime(failed) }));
  return state;
}
const laterEachTime = (failed: number): Date => secondsLater(failed * attemptPauseSeconds);

describe('tries that fail', () => {
  it('follow one another freely up to the limit, then each waits for the pause', () => {
    const before = afterFailures(maxAttempts - 1);
    const allowed = laterEachTime(maxAttempts);
    expect(viewOf(before, testPolicy)).toMatchObject({ failed: maxAttempts - 1, retryAt: null });
    const { state } = play([retry, ready, ...noMatch], { from: before, now: NOW });
    expect(viewOf(state, testPolicy)).toMatchObject({
      failed: maxAttempts,
      retryBy: 'operator',
      retryAt: secondsLater(attemptPauseSeconds).toISOString(),
    });
    const tooSoon = secondsLater(attemptPauseSeconds - 1);
    expect(play([retry], { from: state, now: tooSoon }).state).toEqual(state);
    expect(play([retry], { from: state, now: allowed }).state.step).toBe('preparing-capture');
  });

  it('come to a hard limit, past which only a supervisor allows another one', () => {
    const state = afterFailures(supervisorAfter);
    const muchLater = secondsLater(100_000);
    expect(viewOf(state, testPolicy)).toMatchObject({ failed: supervisorAfter, retryBy: 'supervisor' });
    expect(play([retry], { from: state, now: muchLater }).state).toEqual(state);
    const allowed = play([allowRetry], { from: state });
    expect(allowed.state.step).toBe('preparing-capture');
    expect(allowed.effects[0]).toMatchObject({
      type: 'audit-decision',
      supervisor,
      details: { reason: 'light' },
    });
    const again = play([ready, ...noMatch], { from: allowed.state });
    expect(viewOf(again.state, testPolicy)).toMatchObject({ retryBy: 'supervisor' });
  });

  it('are not counted when the camera or the engine failed', () => {
    const impossible: VisitEvent = { type: 'capture-impossible', error: { code: 'FACE_ENGINE_FAILED' } };
    const { state } = play([...untilCapture, impossible, retry, ready, impossible]);
    expect(viewOf(state, testPolicy)).toMatchObject({ failed: 0, retryAt: null });
  });

  it('end as referred when the frames were not of a live head', () => {
    const attack: VisitEvent[] = [
      { type: 'frames-submitted', step: 'look-straight', request: 1, frames: [] },
      { type: 'frames-judged', verdict: { verdict: 'not-live', because: 'flat' }, ms: 5 },
      giveUp,
    ];
    const { state, effects } = play([...untilCapture, ...attack]);
    expect(state).toMatchObject({ step: 'ended', outcome: 'referred', reason: { code: 'FACE_NOT_LIVE' } });
    expect(reportIn(effects)?.summary.outcome).toBe('referred');
  });
});

describe('time in front of the camera', () => {
  it('runs out for one challenge before it does for all', () => {
    const { challengeSeconds, captureSeconds } = testPolicy.liveness;
    const started = play(untilCapture);
    expect(deadlineOf(started.state)).toEqual(secondsLater(challengeSeconds));
    const next = play(passAll.slice(0, 2), { from: started.state, now: secondsLater(30) });
    expect(deadlineOf(next.state)).toEqual(secondsLater(30 + challengeSeconds));
    const late = play(passAll.slice(0, 2), { from: started.state, now: secondsLater(captureSeconds - 10) });
    expect(deadlineOf(late.state)).toEqual(secondsLater(captureSeconds));
  });

  it('runs out for a challenge that somebody can’t do: another takes its place, with all its time', () => {
    const { challengeSeconds } = testPolicy.liveness;
    const asked = play(passAll.slice(0, 2), { from: play(untilCapture).state });
    const now = secondsLater(challengeSeconds);
    const late = play([{ type: 'deadline' }], { from: asked.state, now });
    expect(kinds(late.effects)).toEqual(['replace-challenge']);
    const replaced = play([{ type: 'challenge-replaced', challenge: 'open-mouth' }], {
      from: late.state,
      now,
    });
    expect(viewOf(replaced.state, testPolicy)).toMatchObject({
      step: 'face',
      current: 'open-mouth',
      request: 3,
    });
    expect(deadlineOf(replaced.state)).toEqual(secondsLater(2 * challengeSeconds));
    const none = play([{ type: 'challenge-replaced', challenge: null }], { from: late.state, now });
    expect(none.state).toMatchObject({ step: 'person-needed', reason: { code: 'FACE_TIMEOUT' } });
  });

  it('waits for the verdict on what was shown in time', () => {
    const now = secondsLater(testPolicy.liveness.challengeSeconds);
    const submitted: VisitEvent = { type: 'frames-submitted', step: 'blink', request: 2, frames: [] };
    const asked = play([...untilCapture, ...passAll.slice(0, 2), submitted]);
    const late = play([{ type: 'deadline' }], { from: asked.state, now });
    expect(kinds(late.effects)).toEqual([]);
    const passed: VisitEvent = { type: 'frames-judged', verdict: { verdict: 'passed' }, ms: 5 };
    expect(viewOf(play([passed], { from: late.state, now }).state, testPolicy)).toMatchObject({
      current: 'turn-left',
      request: 3,
    });
    // Else its time is over, and the clock says so at once.
    const again: VisitEvent = {
      type: 'frames-judged',
      verdict: { verdict: 'again', hint: { code: 'FACE_MOVE_AGAIN' } },
      ms: 5,
    };
    const failed = play([again], { from: late.state, now }).state;
    expect(deadlineOf(failed)).toEqual(now);
    expect(kinds(play([{ type: 'deadline' }], { from: failed, now }).effects)).toEqual(['replace-challenge']);
  });

  it('runs out for the whole capture, whatever is left of the challenge', () => {
    const asked = play(passAll.slice(0, 2), { from: play(untilCapture).state });
    const over = play([{ type: 'deadline' }], {
      from: asked.state,
      now: secondsLater(testPolicy.liveness.captureSeconds),
    });
    expect(over.state).toMatchObject({ step: 'person-needed', reason: { code: 'FACE_TIMEOUT' } });
  });

  it('stands still while the camera is lost, and begins anew with it', () => {
    const lost = play([cameraSays('CAMERA_MISSING')], { from: play(untilCapture).state });
    expect(viewOf(lost.state, testPolicy)).toMatchObject({
      step: 'face',
      camera: 'CAMERA_MISSING',
      request: 1,
    });
    const frames: VisitEvent = { type: 'frames-submitted', step: 'look-straight', request: 1, frames: [] };
    expect(kinds(play([frames], { from: lost.state }).effects)).toEqual([]);
    const back = play([cameraSays(null)], { from: lost.state, now: secondsLater(60) });
    expect(viewOf(back.state, testPolicy)).toMatchObject({ step: 'face', camera: null, request: 2 });
    expect(deadlineOf(back.state)).toEqual(secondsLater(60 + testPolicy.liveness.challengeSeconds));
  });

  it('takes the verdict on what was shown before the camera was lost, and judges nothing beside it', () => {
    const frames = (request: number): VisitEvent => ({
      ...{ type: 'frames-submitted', step: 'look-straight', frames: [] },
      request,
    });
    const submitted = play([...untilCapture, frames(1), cameraSays('CAMERA_MISSING'), cameraSays(null)]);
    expect(kinds(play([frames(2)], { from: submitted.state }).effects)).toEqual([]);
    const passed: VisitEvent = { type: 'frames-judged', verdict: { verdict: 'passed' }, ms: 5 };
    expect(viewOf(play([passed], { from: submitted.state }).state, testPolicy)).toMatchObject({
      current: 'blink',
      request: 3,
    });
  });

  it('calls a person when the camera does not come back', () => {
    const { state } = play([...untilCapture, cameraSays('CAMERA_MISSING'), { type: 'deadline' }]);
    expect(state).toMatchObject({ step: 'person-needed', reason: { code: 'CAMERA_MISSING' }, failed: 0 });
  });
});

describe('an exception', () => {
  it('gives the level of the policy, with the supervisor’s name and reason', () => {
    const { state, effects } = play([...untilCapture, ...noMatch, grant('match-by-eye'), saved]);
    expect(state).toMatchObject({ step: 'done', level: '2.1', levelPending: null });
    expect(saveIn(effects)).toMatchObject({
      exception: { reason: 'match-by-eye', supervisor, at: NOW.toISOString() },
      decision: { rule: 'exception-match-by-eye' },
      look: { samePerson: true, noMaskOrPrint: true },
      capture: { comparison: { zone: 'refuse' } },
    });
  });

  it('can do without a capture where the chip photo is no picture of a face', () => {
    const unreadable: VisitEvent = { type: 'capture-impossible', error: { code: 'CARD_PHOTO_UNREADABLE' } };
    const { state } = play([...untilCapture.slice(0, -1), unreadable]);
    expect(viewOf(state, testPolicy)).toMatchObject({
      retryBy: 'nobody',
      exceptions: [{ reason: 'photo-unreadable', level: '1.3' }],
    });
    const { effects, state: done } = play([grant('photo-unreadable'), saved], { from: state });
    expect(saveIn(effects)).toMatchObject({ capture: null });
    expect(done).toMatchObject({ step: 'done', level: '1.3' });
    expect(reportIn(effects)?.summary).toMatchObject({ outcome: 'verified', comparison: null });
  });

  it('is not to be had for a reason that does not fit, nor for frames that were not live', () => {
    const { state } = play([...untilCapture, ...noMatch]);
    expect(play([grant('photo-unreadable')], { from: state }).state).toEqual(state);
    const notLive = play([...untilCapture, ...passAll, finished('accept', 'not-live')]);
    expect(viewOf(notLive.state, testPolicy)).toMatchObject({ exceptions: [] });
    expect(play([grant('match-by-eye'), grant('cannot-follow')], { from: notLive.state }).state.step).toBe(
      'person-needed',
    );
  });

  it('shows nothing of the citizen ID', () => {
    expect(JSON.stringify(viewOf(afterFailures(1), testPolicy))).not.toContain(testIdentity.cid);
  });
});
