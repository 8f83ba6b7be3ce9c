import { readdirSync } from 'node:fs';
import { setPriority } from 'node:os';
import type { WebContents } from 'electron';

/** A third of a usual share where others want the processor too: a virus scanner must not stop the faces from being compared. */
const GIVE_WAY = 5;

/**
 * Lets the process of a page that nobody looks at wait for those that people look at. On two cores a screen would come a tenth of
 * a second late while faces are compared beside it.
 *
 * @param contents a page that has been loaded: before that, its process may be another one
 */
export function giveWay(contents: WebContents): void {
  for (const thread of threadsOf(contents.getOSProcessId())) {
    try {
      setPriority(thread, GIVE_WAY);
    } catch {
      // It has ended meanwhile, or the system forbids it: it shares the processor then as before.
    }
  }
}

/** On Linux every thread has a priority of its own, which it takes over from the one that started it (setpriority(2), "BUGS"). */
function threadsOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map(Number);
  } catch {
    // Another system, or one that shows nobody another's processes.
    return [pid];
  }
}
