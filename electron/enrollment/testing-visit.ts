import type { ErrorReport } from '../../contract/index.ts';
import { testCapture, testIdentity, testPhoto, testPolicy } from './testing.ts';
import { advance } from './visit.ts';
import type { VisitEffect, VisitEvent, VisitState } from './visit-state.ts';

/** The events of a visit that goes well, and how the tests of this room play them. */

export const NOW = new Date('2026-11-22T03:00:00Z');

export const inserted: VisitEvent = { type: 'card-inserted' };
export const text = { type: 'card-text', identity: testIdentity, ms: 120 } satisfies VisitEvent;
export const photo = {
  type: 'card-photo',
  photo: testPhoto,
  readMs: 900,
  exchanges: 54,
} satisfies VisitEvent;
export const mine: VisitEvent = { type: 'identity-answered', mine: true };
export const agree: VisitEvent = { type: 'consent-answered', agree: true, version: '2026-1', language: 'th' };
export const ready: VisitEvent = { type: 'capture-ready', challenges: ['blink', 'turn-left'], ms: 40 };
export const removed: VisitEvent = { type: 'card-removed' };
export const untilCapture = [inserted, text, photo, mine, agree, ready];
export const passAll: VisitEvent[] = [1, 2, 3].flatMap((request): VisitEvent[] => [
  {
    type: 'frames-submitted',
    step: (['look-straight', 'blink', 'turn-left'] as const)[request - 1] ?? 'blink',
    request,
    frames: [],
  },
  { type: 'frames-judged', verdict: { verdict: 'passed' }, ms: 50 },
]);
export const finished = (...args: Parameters<typeof testCapture>): VisitEvent => ({
  type: 'capture-finished',
  capture: testCapture(...args),
  ms: 30,
});
export const lookYes: VisitEvent = { type: 'look-answered', samePerson: true, noMaskOrPrint: true };
export const saved: VisitEvent = {
  type: 'saved',
  qrText: 'jws',
  transactionCode: '123456',
  tokenId: 't',
  recordId: 'r',
  ms: 9,
};

export function play(
  events: VisitEvent[],
  options: { now?: Date; obstacle?: ErrorReport; from?: VisitState } = {},
): { state: VisitState; effects: VisitEffect[] } {
  const context = { policy: testPolicy, now: options.now ?? NOW, obstacle: options.obstacle ?? null };
  const effects: VisitEffect[] = [];
  let state: VisitState = options.from ?? { step: 'idle' };
  for (const event of events) {
    const next = advance(state, event, context);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, effects };
}

export const kinds = (effects: VisitEffect[]) => effects.map((effect) => effect.type);
export const reportIn = (effects: VisitEffect[]) => effects.find((effect) => effect.type === 'report');
