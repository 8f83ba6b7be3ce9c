import { describe, expect, it } from 'vitest';
import type { ErrorReport } from '../../contract/index.ts';
import { testIdentity, testPhoto, testPolicy } from './testing.ts';
import {
  agree,
  finished,
  inserted,
  kinds,
  lookYes,
  mine,
  NOW,
  passAll,
  photo,
  play,
  removed,
  reportIn,
  saved,
  text,
  untilCapture,
} from './testing-visit.ts';
import { deadlineOf } from './visit.ts';
import type { VisitEvent } from './visit-state.ts';
import { viewOf } from './visit-view.ts';

describe('a visit', () => {
  it('goes from the card to a token when all is well', () => {
    const { state, effects } = play([...untilCapture, ...passAll, finished(), lookYes, saved]);
    expect(state).toMatchObject({
      step: 'done',
      transactionCode: '123456',
      level: '2.1',
      levelPending: '2.3',
    });
    expect(kinds(effects)).toEqual([
      'forget-face',
      'begin-capture',
      'judge-frames',
      'judge-frames',
      'judge-frames',
      'finish-capture',
      'save',
      'forget-face',
      'report',
    ]);
    expect(reportIn(effects)?.summary).toMatchObject({
      outcome: 'verified',
      reason: null,
      cardTextMs: 120,
      cardReadMs: 900,
      cardExchanges: 54,
      systemMs: 900 + 40 + 3 * 50 + 30 + 9,
    });
  });

  it('shows the text and asks before the photo is read, and waits for the photo only before the camera', () => {
    const asked = play([inserted, text]);
    expect(asked.state.step).toBe('confirm-identity');
    const waiting = play([mine, agree, { type: 'card-photo-progress', share: 0.5 }], { from: asked.state });
    expect(viewOf(waiting.state, testPolicy)).toMatchObject({ step: 'waiting-photo', photoShare: 0.5 });
    expect(kinds(play([photo], { from: waiting.state }).effects)).toEqual(['begin-capture']);
  });

  it('opens no camera and keeps nothing when consent is declined', () => {
    const { state, effects } = play([
      inserted,
      text,
      photo,
      mine,
      { type: 'consent-answered', agree: false, version: '2026-1', language: 'th' },
    ]);
    expect(state).toEqual({ step: 'ended', outcome: 'declined', reason: null });
    expect(kinds(effects)).not.toContain('begin-capture');
  });

  it('ends when the citizen says the card is of somebody else', () => {
    const { state } = play([inserted, text, { type: 'identity-answered', mine: false }]);
    expect(state).toMatchObject({ step: 'ended', outcome: 'failed', reason: { code: 'IDENTITY_DENIED' } });
  });

  it('does not start while something stands in the way', () => {
    const obstacle: ErrorReport = { code: 'OUTBOX_FROZEN', details: { n: 1000 } };
    expect(play([inserted, text], { obstacle }).state).toMatchObject({
      step: 'card-problem',
      error: obstacle,
    });
  });

  it('starts by itself once nothing stands in the way any more', () => {
    const obstacle: ErrorReport = { code: 'OUTBOX_FROZEN', details: { n: 1000 } };
    const waiting = play([inserted], { obstacle }).state;
    const changed: VisitEvent = { type: 'obstacle-changed' };
    expect(play([changed], { from: waiting, obstacle })).toEqual({ state: waiting, effects: [] });
    expect(kinds(play([changed], { from: waiting }).effects)).toEqual(['read-card']);
    const underWay = play([inserted, text]).state;
    expect(play([changed], { from: underWay })).toEqual({ state: underWay, effects: [] });
  });

  it('stops for a supervisor at a card that expired yesterday in Thailand', () => {
    const date = { year: 2026, month: 11, day: 21 };
    const expired: VisitEvent = {
      ...text,
      identity: { ...testIdentity, expiryDate: { kind: 'date', date } },
    } as VisitEvent;
    expect(play([inserted, expired]).state).toMatchObject({
      step: 'approval-needed',
      reason: { code: 'CARD_EXPIRED', details: { date: '2026-11-21' } },
    });
    const lastDay = new Date('2026-11-21T16:59:00Z');
    expect(play([inserted, expired], { now: lastDay }).state.step).toBe('confirm-identity');
  });
});

describe('the face', () => {
  it('stays on a step with a hint until the frames do', () => {
    const { state } = play([
      ...untilCapture,
      { type: 'frames-submitted', step: 'look-straight', request: 1, frames: [] },
      {
        type: 'frames-judged',
        verdict: { verdict: 'again', hint: { code: 'FACE_SEVERAL' } },
        ms: 5,
      },
    ]);
    expect(viewOf(state, testPolicy)).toMatchObject({
      step: 'face',
      current: 'look-straight',
      request: 2,
      hint: { code: 'FACE_SEVERAL' },
    });
  });

  it('judges one set of frames at a time and drops what belongs to an older request', () => {
    const submit: VisitEvent = { type: 'frames-submitted', step: 'look-straight', request: 1, frames: [] };
    const { effects } = play([...untilCapture, submit, submit]);
    expect(kinds(effects).filter((kind) => kind === 'judge-frames')).toHaveLength(1);
    const later = play([...untilCapture, ...passAll.slice(0, 2), submit]);
    expect(kinds(later.effects).filter((kind) => kind === 'judge-frames')).toHaveLength(1);
  });

  it('calls a person when the frames are not of one live head', () => {
    const { state } = play([
      ...untilCapture,
      { type: 'frames-submitted', step: 'look-straight', request: 1, frames: [] },
      { type: 'frames-judged', verdict: { verdict: 'not-live', because: 'flat' }, ms: 5 },
    ]);
    expect(state).toMatchObject({ step: 'person-needed', reason: { code: 'FACE_NOT_LIVE' } });
  });

  it('never asks the operator to overrule a face that does not match', () => {
    const { state } = play([...untilCapture, ...passAll, finished('refuse')]);
    expect(state).toMatchObject({ step: 'person-needed', reason: { code: 'FACE_NO_MATCH' } });
    const ended = play([{ type: 'person-needed-answered', action: 'end' }], { from: state });
    expect(ended.state).toEqual({ step: 'ended', outcome: 'refused', reason: { code: 'FACE_NO_MATCH' } });
    expect(kinds(ended.effects)).not.toContain('save');
  });

  it('refers a capture that is not live', () => {
    const { state } = play([
      ...untilCapture,
      ...passAll,
      finished('accept', 'not-live'),
      { type: 'person-needed-answered', action: 'end' },
    ]);
    expect(state).toMatchObject({ step: 'ended', outcome: 'referred', reason: { code: 'FACE_NOT_LIVE' } });
  });

  it('gives no token when the operator does not confirm', () => {
    const { state, effects } = play([
      ...untilCapture,
      ...passAll,
      finished(),
      { type: 'look-answered', samePerson: true, noMaskOrPrint: false },
    ]);
    expect(state).toMatchObject({ step: 'ended', outcome: 'refused', reason: { code: 'OPERATOR_REFUSED' } });
    expect(kinds(effects)).not.toContain('save');
  });
});

describe('the card leaves', () => {
  const before: [string, VisitEvent[]][] = [
    ['while it is read', [inserted]],
    ['while the citizen is asked', [inserted, text]],
    ['during the capture', untilCapture],
    ['while the operator looks', [...untilCapture, ...passAll, finished()]],
  ];
  it.each(before)('%s: the visit ends and the face is forgotten', (_when, events) => {
    const { state, effects } = play([removed], { from: play(events).state });
    expect(state).toMatchObject({ step: 'card-problem', error: { code: 'CARD_REMOVED' } });
    expect(kinds(effects)).toEqual(['forget-face', 'report']);
    expect(JSON.stringify(state)).not.toContain(testIdentity.cid);
    expect(play([{ type: 'deadline' }], { from: state }).state.step).toBe('idle');
  });

  it('and another comes at once: the new visit says that it is another one, whosever card it is', () => {
    const next = play([inserted, text], { from: play([...untilCapture, removed]).state });
    expect(viewOf(next.state, testPolicy)).toMatchObject({ step: 'confirm-identity', interrupted: true });
    const first = play([inserted, text], { from: play([inserted, removed]).state });
    expect(viewOf(first.state, testPolicy)).toMatchObject({ interrupted: false });
  });

  it('while the record is saved: it is saved all the same, and the QR stays for a while', () => {
    const saving = play([...untilCapture, ...passAll, finished(), lookYes, removed]);
    const { state } = play([saved], { from: saving.state });
    expect(state.step).toBe('done');
    expect(deadlineOf(state)?.getTime()).toBeGreaterThan(NOW.getTime());
    expect(viewOf(state, testPolicy)).toMatchObject({ deadlineAt: deadlineOf(state)?.toISOString() });
  });

  it('and the next one comes while the record is saved: the QR stays for a while, then that card is read', () => {
    const saving = play([...untilCapture, ...passAll, finished(), lookYes, removed, inserted]);
    const next: VisitEvent[] = [
      { ...text, identity: { ...testIdentity, cid: '1234567890121' } },
      { ...photo, photo: { ...testPhoto, jpeg: new Uint8Array([1]) } },
    ];
    const { state } = play([...next, saved], { from: saving.state });
    expect(state).toMatchObject({ step: 'done', card: { identity: testIdentity, photo: testPhoto } });
    expect(viewOf(state, testPolicy)).toMatchObject({ nextCardIn: true });
    expect(play([removed], { from: state }).state.step).toBe('done');
    const after = play([{ type: 'deadline' }], { from: state });
    expect(after.state).toEqual({ step: 'idle' });
    expect(kinds(after.effects)).toEqual(['forget-face', 'read-card']);
    expect(kinds(play([removed, { type: 'deadline' }], { from: state }).effects)).toEqual(['forget-face']);
  });

  it('not at all after a good end: the QR stays without a deadline, whoever asks for more time', () => {
    const { state } = play([...untilCapture, ...passAll, finished(), lookYes, saved, { type: 'more-time' }]);
    expect(deadlineOf(state)).toBeNull();
    expect(viewOf(state, testPolicy)).toMatchObject({ step: 'done', deadlineAt: null });
  });

  it('after the end: the screen is idle and nothing of the citizen is left', () => {
    const { state } = play([...untilCapture, ...passAll, finished(), lookYes, saved, removed]);
    expect(state).toEqual({ step: 'idle' });
  });
});

describe('time and people', () => {
  it('a question nobody answers ends the visit', () => {
    const { state } = play([inserted, text, { type: 'deadline' }]);
    expect(state).toMatchObject({ step: 'ended', reason: { code: 'VISIT_TIMEOUT' } });
  });

  it.each([
    ['at the name', [inserted, text]],
    ['at the consent', [inserted, text, mine]],
    ['in front of the camera', untilCapture],
    ['while the camera is away', [...untilCapture, { type: 'camera-reported', problem: 'CAMERA_MISSING' }]],
    ['at the QR when the card is out', [...untilCapture, ...passAll, finished(), lookYes, removed, saved]],
  ] as const)('more time may be asked for as often as wanted: %s', (_where, events) => {
    const soon = new Date(NOW.getTime() + 1000);
    const { state } = play([...events]);
    const { state: later } = play([{ type: 'more-time' }], { from: state, now: soon });
    expect(later.step).toBe(state.step);
    expect(Number(deadlineOf(later)) - Number(deadlineOf(state))).toBe(1000);
  });

  it('a capture that takes too long calls a person', () => {
    const { state } = play([...untilCapture, { type: 'deadline' }]);
    expect(state).toMatchObject({ step: 'person-needed', reason: { code: 'FACE_TIMEOUT' } });
  });

  it('can be cancelled, but not while the record is saved', () => {
    expect(play([...untilCapture, { type: 'cancelled' }]).state).toMatchObject({
      step: 'ended',
      reason: { code: 'VISIT_CANCELLED' },
    });
    const saving = [...untilCapture, ...passAll, finished(), lookYes];
    expect(play([...saving, { type: 'cancelled' }]).state.step).toBe('saving');
  });

  it('a reader that goes away ends the visit and says so until it is back', () => {
    const { state } = play([inserted, text, { type: 'reader-problem', error: { code: 'READER_MISSING' } }]);
    expect(state).toMatchObject({ step: 'card-problem', error: { code: 'READER_MISSING' } });
    expect(play([{ type: 'reader-problem', error: null }], { from: state }).state.step).toBe('idle');
  });

  it('a reader held by another program says so, and the visit goes on once it is free', () => {
    const busy: VisitEvent = { type: 'reader-problem', error: { code: 'READER_BUSY' } };
    const { state } = play([inserted, busy]);
    expect(viewOf(state, testPolicy)).toMatchObject({ step: 'card-problem', error: { code: 'READER_BUSY' } });
    const free = play([{ type: 'reader-problem', error: null }, text], { from: state });
    expect(free.state.step).toBe('confirm-identity');
    expect(play([busy], { from: free.state }).state).toEqual(free.state);
  });

  it('shows the end of the citizen ID only', () => {
    const view = viewOf(play([inserted, text]).state, testPolicy);
    expect(view).toMatchObject({ citizen: { cidMasked: 'x-xxxx-xxxxx-00-1' } });
    expect(JSON.stringify(view)).not.toContain(testIdentity.cid);
  });
});
