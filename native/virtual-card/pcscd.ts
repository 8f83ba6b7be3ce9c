import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const RUN_FOLDER = '/run/pcscd';
const SOCKET = `${RUN_FOLDER}/pcscd.comm`;
const START_MS = 5000;
const STOP_MS = 3000;

/** The smart-card service that development and tests use. */
export type Pcscd = {
  /** True when it was started here and `stop` ends it; false when it was running already. */
  startedHere: boolean;
  /** Process id of the service started here, otherwise null. */
  pid: number | null;
  /** Ends the service when it was started here. */
  stop(): Promise<void>;
};

/**
 * A running pcscd with the virtual readers listening on `ports`: the one that answers, or one started here
 * (Linux, root).
 * @throws a sentence that says what to install or to start.
 */
export async function ensurePcscd({ ports }: { ports: readonly number[] }): Promise<Pcscd> {
  if (await isAnswering()) {
    if (!(await areListening(ports))) throw new Error(noReaderListens(ports));
    return { startedHere: false, pid: null, stop: async () => {} };
  }
  if (process.getuid?.() !== 0) {
    throw new Error('The smart-card service pcscd does not run. Start it: sudo systemctl start pcscd');
  }
  // What a killed pcscd leaves behind keeps the next one from starting.
  await rm(RUN_FOLDER, { recursive: true, force: true });
  const child = spawn('pcscd', ['--foreground'], { stdio: 'ignore' });
  const failed = once(child, 'error').then(([error]: unknown[]) => error);
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline) {
    if ((await isAnswering()) && (await areListening(ports))) return startedHere(child);
    const error = await Promise.race([failed, sleep(50)]);
    if (error) throw new Error("Can't start pcscd. Install it: apt-get install pcscd", { cause: error });
    if (child.exitCode !== null) throw new Error(`pcscd ended at once (status ${child.exitCode}).`);
  }
  await end(child);
  throw new Error(noReaderListens(ports));
}

function startedHere(child: ChildProcess): Pcscd {
  // The service must not outlive the program that wanted it.
  const killWithParent = () => child.kill('SIGKILL');
  process.once('exit', killWithParent);
  child.once('exit', () => process.off('exit', killWithParent));
  return {
    startedHere: true,
    pid: child.pid ?? null,
    stop: () => end(child),
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  if (await Promise.race([ended, sleep(STOP_MS)])) return;
  child.kill('SIGKILL');
  await ended;
}

function noReaderListens(ports: readonly number[]): string {
  return `pcscd runs, but no virtual reader listens on port ${ports.join(', ')}. Install its driver: apt-get install vsmartcard-vpcd`;
}

function isAnswering(): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(SOCKET);
    const settle = (answering: boolean) => {
      socket.destroy();
      resolve(answering);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/** Looks into the kernel's table: a connection would count as a card being inserted. */
async function areListening(ports: readonly number[]): Promise<boolean> {
  const LISTEN = '0A';
  const table = await readFile('/proc/net/tcp', 'utf8');
  const listening = new Set(
    table
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[3] === LISTEN)
      .map((columns) => Number.parseInt(columns[1]?.split(':')[1] ?? '', 16)),
  );
  return ports.every((port) => listening.has(port));
}
