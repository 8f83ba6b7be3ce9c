import type { HostMessage, HostRequest } from './protocol.ts';

/** The way back to the program that started this process. */
export type ParentPort = {
  post(message: HostMessage): void;
  onMessage(listener: (request: HostRequest) => void): void;
};

/** What Electron puts on `process` in a utility process. */
type UtilityPort = {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: HostRequest }) => void): void;
};

/** The port of Electron's utility process where there is one, otherwise that of Node's `fork`. */
export function parentPort(): ParentPort {
  const utility = (process as { parentPort?: UtilityPort }).parentPort;
  if (utility) {
    return {
      post: (message) => utility.postMessage(message),
      onMessage: (listener) => utility.on('message', (event) => listener(event.data)),
    };
  }
  // A host without its parent would hold the reader for nobody.
  process.once('disconnect', () => process.exit(0));
  return {
    post: (message) => void process.send?.(message),
    onMessage: (listener) => process.on('message', (request) => listener(request as HostRequest)),
  };
}
