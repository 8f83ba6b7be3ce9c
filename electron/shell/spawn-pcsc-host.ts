import { utilityProcess } from 'electron';
import type { HostProcess } from '../../native/pcsc-host/index.ts';

/** Starts the PC/SC host as a utility process: the reader's driver code stays out of the main process. */
export function spawnPcscHost(entry: string): HostProcess {
  const host = utilityProcess.fork(entry, [], { serviceName: 'pcsc-host', stdio: 'ignore' });
  return {
    post: (message) => host.postMessage(message),
    onMessage: (listener) => {
      host.on('message', listener);
    },
    onExit: (listener) => {
      host.once('exit', listener);
    },
    kill: () => {
      host.kill();
    },
  };
}
