import type { KioskStatus, VisitView } from '../../contract/index.ts';
import type { Page } from '../state/index.ts';

export type SurfaceName = 'starting' | 'sign-in' | 'desk' | 'report' | 'diagnosis' | 'visit';

/**
 * What the window shows. Without an operator the idle screen would invite to a visit that can't begin, so
 * it is the sign-in; a running visit is never covered. The diagnosis is for whoever looks after the machine, signed in or not.
 */
export function surfaceOf(visit: VisitView | null, status: KioskStatus | null, page: Page): SurfaceName {
  if (!visit || !status) return 'starting';
  const waitsForOperator =
    visit.step === 'idle' || (visit.step === 'card-problem' && visit.error.code === 'SIGN_IN_REQUIRED');
  const nobodyIsServed = visit.step === 'idle' || visit.step === 'card-problem';
  if (page === 'diagnosis' && nobodyIsServed) return 'diagnosis';
  if (!status.operator && waitsForOperator) return 'sign-in';
  if (visit.step !== 'idle') return 'visit';
  if (page === 'desk') return 'desk';
  return page === 'report' && status.operator?.role === 'supervisor' ? 'report' : 'visit';
}
