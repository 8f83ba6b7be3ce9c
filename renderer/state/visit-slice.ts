import type { PageView } from '../../contract/index.ts';

export type VisitSlice = {
  /** Null until the trusted side has said it. */
  visit: PageView | null;
};

export const initialVisit: VisitSlice = { visit: null };

/** A visit is over for the screen when the idle screen comes back. */
export function visitEnds(before: PageView | null, after: PageView): boolean {
  return before !== null && before.step !== 'idle' && after.step === 'idle';
}
