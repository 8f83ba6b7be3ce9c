import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { OtherProgramReply, OtherProgramRequest } from './other-program.ts';
import { spawnNodeHost } from './spawn-node-host.ts';

export { forkHost } from './spawn-node-host.ts';

const OTHER_PROGRAM = fileURLToPath(new URL('./other-program.ts', import.meta.url));
const LIMIT_MS = 15_000;

/** For tests: a program beside the kiosk that uses the same reader. */
export type OtherProgram = {
  /** Connects to the card, as soon as one is in. */
  hold(mode: 'shared' | 'exclusive'): Promise<void>;
  /** Keeps every other program from the card that is held. */
  lock(): Promise<void>;
  unlock(): Promise<void>;
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
  /** Disconnects and leaves the card as it is. */
  letGo(): Promise<void>;
};

/** Does something with a reader as another program would. */
export async function asOtherProgram<Result>(
  readerName: string,
  use: (other: OtherProgram) => Promise<Result>,
): Promise<Result> {
  const child = fork(OTHER_PROGRAM, [readerName], { serialization: 'advanced', execArgv: [] });
  const waiting = new Map<number, (reply: OtherProgramReply) => void>();
  let lastId = 0;
  child.on('message', (reply: OtherProgramReply) => waiting.get(reply.id)?.(reply));

  function ask(request: WithoutId<OtherProgramRequest>): Promise<Uint8Array | null> {
    const id = ++lastId;
    return new Promise((resolve, reject) => {
      waiting.set(id, ({ answer, error }) => (error === null ? resolve(answer) : reject(new Error(error))));
      child.once('exit', () => reject(new Error('the other program has ended')));
      child.send({ ...request, id });
    });
  }

  try {
    return await use({
      hold: async (mode) => void (await ask({ do: 'hold', mode })),
      lock: async () => void (await ask({ do: 'lock' })),
      unlock: async () => void (await ask({ do: 'unlock' })),
      letGo: async () => void (await ask({ do: 'letGo' })),
      transmit: async (apdu) => (await ask({ do: 'transmit', apdu })) ?? new Uint8Array(0),
    });
  } finally {
    child.kill('SIGKILL');
  }
}

type WithoutId<Request> = Request extends unknown ? Omit<Request, 'id'> : never;

/** A card that was pulled out is still seen until pcscd looks again: the next test must not find it. */
export async function untilEmpty(readerNames: readonly string[]): Promise<void> {
  const host = spawnNodeHost();
  const present = new Map<string, boolean>();
  try {
    await new Promise<void>((resolve, reject) => {
      setTimeout(
        () => reject(new Error(`A card stays in ${[...present]}: another program uses the virtual reader.`)),
        LIMIT_MS,
      ).unref();
      host.onMessage((message) => {
        if (message.type !== 'reader') return;
        present.set(message.reader.name, message.reader.present);
        if (readerNames.every((name) => present.get(name) === false)) resolve();
      });
    });
  } finally {
    host.kill();
  }
}
