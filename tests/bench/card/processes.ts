import { readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What the kernel knows of processes (Linux). */

/** Ids of the living children of this process; `named` is a part of their command line. */
export function children(named = ''): number[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.filter((pid) => isChild(pid) && ofProcess(pid, 'cmdline').includes(named)).map(Number);
}

function isChild(pid: string): boolean {
  // The command's name stands in brackets and may hold anything; state and parent follow it.
  const [state, parent] = ofProcess(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];
  return Number(parent) === process.pid && state !== 'Z';
}

function ofProcess(pid: string, file: 'stat' | 'cmdline'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // Ended since the folder was listed.
    return '';
  }
}

/** Open files, sockets and pipes. */
export function openHandles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** Collects this process's garbage, so that only what is kept counts. */
export function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}
