import type { DoingName, PageView } from '../../contract/index.ts';

export type VisitSlice = {
  /** Null until the trusted side has said it. */
  visit: PageView | null;
};

export const initialVisit: VisitSlice = { visit: null };

/** Where the visit is, whichever window it is at. */
const stepOf = (visit: PageView | null): PageView['step'] | DoingName | undefined =>
  visit?.step === 'under-way' ? visit.doing : visit?.step;

/** The visit has come to its good end: there is a token, and a slip. */
export function hasToken(visit: PageView | null): boolean {
  const step = stepOf(visit);
  return step === 'done' || step === 'done-card-out';
}

/** Whether a citizen is being served: neither between visits nor with a card or reader that doesn't work. */
export function isServing(visit: PageView | null): boolean {
  const step = stepOf(visit);
  return step !== undefined && step !== 'idle' && step !== 'card-problem';
}

/** A visit is over for the screen when the idle screen comes back. */
export function visitEnds(before: PageView | null, after: PageView): boolean {
  return before !== null && before.step !== 'idle' && after.step === 'idle';
}
