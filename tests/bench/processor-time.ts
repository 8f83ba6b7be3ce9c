import { readdirSync, readFileSync } from 'node:fs';

/** Linux: clock ticks a second (sysconf _SC_CLK_TCK), the same on every platform Linux runs on today. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time of a process, in seconds (proc(5): fields 14 to 17 of `stat`). Linux only.
 * @param withEnded counts the children that ended, too
 */
export function processorSeconds(pid: number, withEnded = false): number {
  const fields = afterName(pid);
  const ticks = fields.slice(11, withEnded ? 15 : 13).map(Number);
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND;
}

/** Memory of a process that is in RAM, in MB. */
export function residentMB(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** The PostgreSQL server with its data below the folder, and its children. */
export function serverProcesses(folder: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const server = pids.find((pid) => {
    const command = commandOf(pid);
    return command.includes('postgres') && command.includes(folder);
  });
  return server === undefined ? [] : [server, ...pids.filter((pid) => Number(afterName(pid)[1]) === server)];
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}

/** The fields of `stat` after the program's name, which may hold spaces: state, parent, … */
function afterName(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}
