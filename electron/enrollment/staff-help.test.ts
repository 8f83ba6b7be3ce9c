import { describe, expect, it } from 'vitest';
import type { SupervisorDecision } from '../../contract/index.ts';
import { testIdentity, testPolicy } from './testing.ts';
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
  ready,
  removed,
  reportIn,
  saved,
  text,
  untilCapture,
} from './testing-visit.ts';
import type { VisitEffect, VisitEvent } from './visit-state.ts';
import { viewOf } from './visit-view.ts';

const supervisor = { id: 'sup', name: 'วันเพ็ญ' };
const help: VisitEvent = { type: 'help-asked' };
const retry: VisitEvent = { type: 'person-needed-answered', action: 'retry' };
const giveUp: VisitEvent = { type: 'person-needed-answered', action: 'end' };
const mute: VisitEvent = { type: 'card-failed', error: { code: 'CARD_MUTE' } };
const expired: VisitEvent = {
  ...text,
  identity: {
    ...testIdentity,
    expiryDate: { kind: 'date', date: { year: 2026, month: 11, day: 21 } },
  },
};
const refer = (reason: 'chip-damaged' | 'document-missing' | 'no-supervisor'): VisitEvent => ({
  type: 'referred',
  reason,
});
const decided = (decision: SupervisorDecision): VisitEvent => ({
  type: 'supervisor-decided',
  decision,
  supervisor,
});
const parent = { relation: 'parent', name: 'สมศรี ใจงาม' } as const;
const saveIn = (effects: VisitEffect[]) => effects.find((effect) => effect.type === 'save');

describe('a card that has expired', () => {
  const receipt = decided({ action: 'approve', reason: 'renewal-receipt', representative: null });

  it('lets the visit go on with a supervisor, to the level of the policy and no higher', () => {
    const { state, effects } = play([
      inserted,
      expired,
      receipt,
      photo,
      mine,
      agree,
      ready,
      ...passAll,
      finished(),
      lookYes,
      saved,
    ]);
    expect(state).toMatchObject({ step: 'done', level: '1.3', levelPending: null });
    expect(saveIn(effects)).toMatchObject({
      approvals: [
        {
          reason: 'renewal-receipt',
          rule: 'approval-renewal-receipt',
          atMost: '1.3',
          representative: null,
          supervisor,
          at: NOW.toISOString(),
        },
      ],
    });
    expect(effects.find(({ type }) => type === 'audit-decision')).toMatchObject({
      event: 'visit.approved',
      supervisor,
      details: { reason: 'renewal-receipt' },
    });
  });

  it('is refused where nobody approves it, and can’t be made good by anything else', () => {
    const stopped = play([inserted, expired]);
    expect(play([giveUp], { from: stopped.state }).state).toMatchObject({
      step: 'ended',
      outcome: 'refused',
      reason: { code: 'CARD_EXPIRED' },
    });
    const wrong = [
      mine,
      agree,
      retry,
      decided({ action: 'approve', reason: 'child', representative: parent }),
      decided({ action: 'approve', reason: 'renewal-receipt', representative: parent }),
      decided({ action: 'retry', reason: 'help' }),
    ];
    expect(play(wrong, { from: stopped.state }).state).toEqual(stopped.state);
  });

  it('may wait for a supervisor: the visit ends without a token and says why', () => {
    const { state, effects } = play([inserted, expired, refer('no-supervisor')]);
    expect(state).toMatchObject({ step: 'ended', outcome: 'referred' });
    expect(reportIn(effects)).toMatchObject({ referral: 'no-supervisor', summary: { outcome: 'referred' } });
    expect(play([inserted, expired, refer('chip-damaged')]).state.step).toBe('approval-needed');
  });
});

describe('a citizen for whom somebody else acts', () => {
  const child = decided({ action: 'approve', reason: 'child', representative: parent });

  it('needs a supervisor, who acts and why, and the record holds it', () => {
    const asked = play([inserted, text, photo, mine, help]);
    expect(viewOf(asked.state, testPolicy)).toMatchObject({
      step: 'approval-needed',
      reason: { code: 'REPRESENTED' },
      approvals: [{ reason: 'child' }, { reason: 'cannot-decide' }, { reason: 'needs-help' }],
    });
    const nobody = decided({ action: 'approve', reason: 'child', representative: null });
    expect(play([nobody], { from: asked.state }).state).toEqual(asked.state);
    const { state, effects } = play([child, mine, agree, ready, ...passAll, finished(), lookYes, saved], {
      from: asked.state,
    });
    expect(state).toMatchObject({ step: 'done', level: '2.1', levelPending: null });
    expect(saveIn(effects)).toMatchObject({ approvals: [{ reason: 'child', representative: parent }] });
  });

  it('goes back to the citizen where staff only had a question to answer', () => {
    expect(play([inserted, text, help, retry]).state.step).toBe('confirm-identity');
    expect(play([inserted, text, help, giveUp]).state).toMatchObject({
      step: 'ended',
      reason: { code: 'VISIT_CANCELLED' },
    });
  });

  it('keeps both words, and the lower level, when the card has expired too', () => {
    const receipt = decided({ action: 'approve', reason: 'renewal-receipt', representative: null });
    const events = [inserted, expired, receipt, help, child, photo, mine, agree, ready];
    const { effects, state } = play([...events, ...passAll, finished(), lookYes, saved]);
    expect(state).toMatchObject({ level: '1.3' });
    expect(saveIn(effects)?.approvals).toHaveLength(2);
  });
});

describe('a card that can’t be read', () => {
  const helped = () => play([inserted, mute, help]).state;

  it('may be taken out, wiped and put in again', () => {
    expect(play([removed], { from: helped() }).state).toMatchObject({ step: 'card-help', cardIn: false });
    expect(play([removed, inserted, text], { from: helped() }).state.step).toBe('confirm-identity');
    expect(kinds(play([retry], { from: helped() }).effects)).toEqual(['read-card']);
  });

  it('gives no level: it is left for a supervisor, with nothing known of the citizen', () => {
    const { state, effects } = play([refer('chip-damaged')], { from: helped() });
    expect(state).toMatchObject({ step: 'ended', outcome: 'referred', reason: { code: 'CARD_MUTE' } });
    expect(reportIn(effects)).toMatchObject({ referral: 'chip-damaged', identity: null });
    expect(play([removed, refer('chip-damaged')], { from: helped() }).state.step).toBe('idle');
  });

  it('is helped with only where staff can: not with a reader that is away', () => {
    const away: VisitEvent = { type: 'reader-problem', error: { code: 'READER_MISSING' } };
    expect(play([away, help]).state.step).toBe('card-problem');
  });
});

describe('a camera that is away', () => {
  const away: VisitEvent = { type: 'camera-reported', problem: 'CAMERA_MISSING' };

  it('lets a supervisor look instead, at the level of the policy', () => {
    const { state, effects } = play([
      ...untilCapture,
      away,
      help,
      decided({ action: 'exception', reason: 'no-camera', samePerson: true, noMaskOrPrint: true }),
      saved,
    ]);
    expect(state).toMatchObject({ step: 'done', level: '1.3', levelPending: null });
    expect(saveIn(effects)).toMatchObject({ capture: null, exception: { reason: 'no-camera', supervisor } });
  });

  it('is not to be had as a way round a camera that works', () => {
    const { state } = play([...untilCapture, help]);
    expect(viewOf(state, testPolicy)).toMatchObject({
      reason: { code: 'HELP_WANTED' },
      failed: 0,
      exceptions: [{ reason: 'cannot-follow' }],
    });
  });
});
