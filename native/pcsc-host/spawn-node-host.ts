import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { HostMessage, HostProcess, SpawnHost } from './protocol.ts';

const ENTRY = fileURLToPath(new URL('./host.ts', import.meta.url));

/** Starts the PC/SC host as a child of Node: for the command line and for tests. */
export const spawnNodeHost: SpawnHost = () => forkHost([]);

/** @param switches of the host's Node, such as what a bench loads into it beforehand. */
export function forkHost(switches: string[]): HostProcess {
  const child = fork(ENTRY, {
    serialization: 'advanced',
    execArgv: switches,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  return {
    post: (message) => {
      if (child.connected) child.send(message);
    },
    onMessage: (listener) => child.on('message', (message) => listener(message as HostMessage)),
    onExit: (listener) => child.once('exit', () => listener()),
    // Nothing softer: a host that hangs in the service would not end by itself.
    kill: () => child.kill('SIGKILL'),
  };
}
