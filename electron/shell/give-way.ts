import { readdirSync } from 'node:fs';
import { constants, setPriority } from 'node:os';
import type { WebContents } from 'electron';

/**
 * Lets the process of a page that nobody looks at wait for those that people look at. On two cores a screen would come a tenth of
 * a second late while faces are compared beside it.
 *
 * @param contents a page that has been loaded: before that, its process may be another one
 */
export function giveWay(contents: WebContents): void {
  for (const thread of threadsOf(contents.getOSProcessId())) {
    try {
      setPriority(thread, constants.priority.PRIORITY_BELOW_NORMAL);
    } catch {
      // It has ended meanwhile.
    }
  }
}

/** On Linux every thread has a priority of its own, which it takes over from the one that started it (setpriority(2), "BUGS"). */
function threadsOf(pid: number): number[] {
  return process.platform === 'linux' ? readdirSync(`/proc/${pid}/task`).map(Number) : [pid];
}
