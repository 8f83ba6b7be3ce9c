import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const RUN_FOLDER = '/run/pcscd';
const SOCKET = `${RUN_FOLDER}/pcscd.comm`;
const START_MS = 10_000;
const STOP_MS = 3000;
/**
 * The driver asks for its ports once, at the service's start, and they are among those that the system lends to any
 * connection: one that was lent is free again a minute after it was closed.
 */
const PORT_MS = 75_000;
const LISTEN = '0A';

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
  const deadline = performance.now() + PORT_MS;
  for (;;) {
    const used = (await localPorts()).filter(({ port }) => ports.includes(port));
    const child = used.some(({ state }) => state === LISTEN) ? null : await start(ports);
    if (child) return startedHere(child);
    if (used.length === 0) throw new Error(noReaderListens(ports));
    if (performance.now() > deadline)
      throw new Error(
        `Another program holds port ${used[0]?.port}, which the virtual reader needs: ss -tanp`,
      );
    await sleep(500);
  }
}

/** @returns null when the service runs without its virtual readers; it is ended again then. */
async function start(ports: readonly number[]): Promise<ChildProcess | null> {
  // What a killed pcscd leaves behind keeps the next one from starting.
  await rm(RUN_FOLDER, { recursive: true, force: true });
  const child = spawn('pcscd', ['--foreground'], { stdio: 'ignore' });
  const failed = once(child, 'error').then(([error]: unknown[]) => error);
  const deadline = performance.now() + START_MS;
  let answered = false;
  while (performance.now() < deadline) {
    answered = await isAnswering();
    if (answered && (await areListening(ports))) return child;
    const error = await Promise.race([failed, sleep(50)]);
    if (error) throw new Error("Can't start pcscd. Install it: apt-get install pcscd", { cause: error });
    if (child.exitCode !== null) throw new Error(`pcscd ended at once (status ${child.exitCode}).`);
  }
  await end(child);
  if (!answered) throw new Error(`pcscd does not answer ${START_MS / 1000} seconds after its start.`);
  return null;
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

/** A connection would count as a card being inserted: so it is looked up. */
async function areListening(ports: readonly number[]): Promise<boolean> {
  const used = await localPorts();
  return ports.every((wanted) => used.some(({ port, state }) => port === wanted && state === LISTEN));
}

/** The local end of every TCP socket (IPv4), from the kernel's table. */
async function localPorts(): Promise<{ port: number; state: string }[]> {
  const table = await readFile('/proc/net/tcp', 'utf8');
  return table
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [, local = '', , state = ''] = line.trim().split(/\s+/);
      return { port: Number.parseInt(local.split(':')[1] ?? '', 16), state };
    });
}
