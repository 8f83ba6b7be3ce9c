import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runProgram } from '../../native/setup/index.ts';

/** A Debian in a folder, as its user and its administrator have it. */
export type Inside = {
  root(name: string): string;
  home(...parts: string[]): string;
  /** Runs a shell's command line to its end; answers what it wrote. */
  run(as: string, command: string): Promise<string>;
  spawn(as: string, command: string): ChildProcess;
  /** The user's command line in a session of its own: a display, a bus, an unlocked keyring. */
  inSession(command: string): string;
  /** The user's command line beside a running session, on its display and bus. */
  besideSession(command: string): string;
};

const DISPLAY = ':77';
/** Of a usual panel, and no size that a window would have by itself. */
export const SCREEN = { width: 1366, height: 768 };
const LIMIT_MS = 60_000;

export async function openInside(root: string, user: string): Promise<Inside> {
  await runProgram('ip', ['link', 'set', 'lo', 'up']);
  await runProgram('mount', ['-t', 'proc', 'proc', path.join(root, 'proc')]);
  await runProgram('mount', ['--rbind', '/dev', path.join(root, 'dev')]);
  await runProgram('mount', ['-t', 'tmpfs', 'tmpfs', path.join(root, 'run')]);
  await runProgram('mount', ['-t', 'tmpfs', '-o', 'mode=1777', 'tmpfs', path.join(root, 'tmp')]);
  const home = `/home/${user}`;
  const spawnAs = (as: string, command: string): ChildProcess =>
    spawn('chroot', [root, 'su', '-s', '/bin/sh', as, '-c', command], { stdio: ['ignore', 'pipe', 'pipe'] });
  const environment = `export HOME=${home} XAUTHORITY=${home}/xauthority GNOME_ACCESSIBILITY=1 XDG_RUNTIME_DIR=/tmp`;
  return {
    root: (name) => path.join(root, name),
    home: (...parts) => path.join(root, 'home', user, ...parts),
    spawn: spawnAs,
    async run(as, command) {
      const child = spawnAs(as, command);
      let text = '';
      for (const stream of [child.stdout, child.stderr])
        stream?.on('data', (chunk) => {
          text += chunk;
        });
      // Not its streams' end: what the session leaves running for a moment holds them open.
      await once(child, 'exit');
      await sleep(100);
      return text;
    },
    inSession(command) {
      const within = [
        `echo "$DBUS_SESSION_BUS_ADDRESS" > ${home}/bus`,
        'echo trial | gnome-keyring-daemon --unlock --components=secrets >/dev/null',
        command,
      ].join('; ');
      const screen = `-n ${DISPLAY.slice(1)} -f ${home}/xauthority -s '-screen 0 ${SCREEN.width}x${SCREEN.height}x24 -nolisten tcp'`;
      return `${environment}; exec xvfb-run ${screen} dbus-run-session -- sh -c '${within.replaceAll("'", `'\\''`)}'`;
    },
    besideSession: (command) =>
      `${environment} DISPLAY=${DISPLAY} DBUS_SESSION_BUS_ADDRESS=$(cat ${home}/bus); ${command}`,
  };
}

/** The first answer that is not undefined; undefined when the time is over. */
export async function until<Value>(
  ask: () => Promise<Value | undefined>,
  limitMs = LIMIT_MS,
): Promise<Value | undefined> {
  const deadline = Date.now() + limitMs;
  while (Date.now() < deadline) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await sleep(250);
  }
  return undefined;
}
