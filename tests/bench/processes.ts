import { readdirSync, readFileSync } from 'node:fs';

/** What the kernel knows of processes: proc(5), Linux only. */

/** Clock ticks a second (sysconf _SC_CLK_TCK), the same on every platform Linux runs on today. */
const TICKS_PER_SECOND = 100;

/**
 * Processor time of a process, in seconds (fields 14 to 17 of `stat`).
 * @param withEnded counts the children that ended, too
 */
export function processorSeconds(pid: number, withEnded = false): number {
  const fields = afterName(pid);
  const ticks = fields.slice(11, withEnded ? 15 : 13).map(Number);
  return ticks.reduce((sum, value) => sum + value, 0) / TICKS_PER_SECOND;
}

/** Memory of a process that is in RAM, in MB. */
export function residentMB(pid: number): number {
  return megabytes(readFileSync(`/proc/${pid}/status`, 'utf8'), 'VmRSS');
}

/**
 * Memory of a process and of all that descend from it, each by itself, in MB. What several share counts once in their sum (the
 * proportional set size): Chromium's processes share most of their code, and a sum of resident sizes would count it for each.
 * Chromium says what kind a process is on its command line; its first one is `main`.
 */
export function familyByKind(pid: number): { kind: string; mb: number }[] {
  return family(pid).map((each) => ({
    kind: /--type=([\w-]+)/.exec(ofProcess(each, 'cmdline'))?.[1] ?? 'main',
    mb: megabytes(ofProcess(each, 'smaps_rollup'), 'Pss'),
  }));
}

function family(pid: number): number[] {
  const parents = new Map(processIds().map((each) => [each, Number(afterName(each)[1])]));
  const below = (parent: number): number[] => [
    parent,
    ...[...parents].filter(([, its]) => its === parent).flatMap(([child]) => below(child)),
  ];
  return below(pid);
}

/** Living children of this process; `named` is a part of their command line. */
export function children(named = ''): number[] {
  return processIds().filter((pid) => {
    const [state, parent] = afterName(pid);
    return Number(parent) === process.pid && state !== 'Z' && ofProcess(pid, 'cmdline').includes(named);
  });
}

/** How many files, sockets and pipes a process has open. */
export function openHandles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

/** The PostgreSQL server with its data below the folder, and its children. */
export function serverProcesses(folder: string): number[] {
  const pids = processIds();
  const server = pids.find((pid) => {
    const command = ofProcess(pid, 'cmdline');
    return command.includes('postgres') && command.includes(folder);
  });
  return server === undefined ? [] : [server, ...pids.filter((pid) => Number(afterName(pid)[1]) === server)];
}

const processIds = (): number[] => readdirSync('/proc').map(Number).filter(Number.isInteger);

function megabytes(text: string, field: string): number {
  const kilobytes = new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(text)?.[1];
  return Number(kilobytes ?? 0) / 1024;
}

/** The fields of `stat` after the program's name, which may hold spaces: state, parent, … */
const afterName = (pid: number): string[] => ofProcess(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];

function ofProcess(pid: number, file: 'stat' | 'cmdline' | 'smaps_rollup'): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}
