import type { KioskStatus, PageView } from '../../contract/index.ts';
import { isServing, type Page } from '../state/index.ts';

export type SurfaceName =
  | 'starting'
  | 'set-up'
  | 'closed'
  | 'sign-in'
  | 'choose-pin'
  | 'desk'
  | 'report'
  | 'diagnosis'
  | 'visit';

/**
 * What the window shows. Without an operator the idle screen would invite to a visit that can't begin, so it is the
 * sign-in, or at the citizen's own window a closed counter; a reader that doesn't work keeps nobody from signing in, nor
 * from the desk. Who signs in with a PIN that somebody else set chooses their own next. A running visit is never covered; between
 * visits the counter's own window shows the desk. The diagnosis is for whoever looks after the machine, signed in or not.
 */
export function surfaceOf(visit: PageView | null, status: KioskStatus | null, page: Page): SurfaceName {
  if (!visit || !status) return 'starting';
  if (status.setUp) return status.surface === 'citizen' ? 'closed' : 'set-up';
  const serving = isServing(visit);
  if (page === 'diagnosis' && !serving) return 'diagnosis';
  if (!status.operator && !serving) return withoutOperator(status);
  if (serving) return 'visit';
  if (page === 'desk') return 'desk';
  if (page === 'pin') return 'choose-pin';
  if (page === 'report' && status.operator?.role === 'supervisor') return 'report';
  if (visit.step !== 'idle') return 'visit';
  return status.surface === 'counter' ? 'desk' : 'visit';
}

function withoutOperator({ surface, choosingPin }: KioskStatus): SurfaceName {
  if (surface === 'citizen') return 'closed';
  return choosingPin ? 'choose-pin' : 'sign-in';
}
