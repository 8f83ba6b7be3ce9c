import type { VisitView } from '../../contract/index.ts';

export type VisitSlice = {
  /** Null until the trusted side has said it. */
  visit: VisitView | null;
};

export const initialVisit: VisitSlice = { visit: null };

/** A visit is over for the screen when the idle screen comes back. */
export function visitEnds(before: VisitView | null, after: VisitView): boolean {
  return before !== null && before.step !== 'idle' && after.step === 'idle';
}
