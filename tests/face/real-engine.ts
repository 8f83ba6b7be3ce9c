import { join } from 'node:path';
import type { FaceEngine } from '../../electron/face/index.ts';
import { startHost } from './electron-host.ts';
import type { EngineHostRequest, EngineTimes } from './engine-host.ts';

export type RealEngine = FaceEngine & {
  /** Kills the engine's page, as the system does when memory runs out. */
  crash(): Promise<void>;
  /** Makes the engine's page busy for ever. */
  hang(): Promise<void>;
  /** Whether the engine's page gets an answer from an address of the network. */
  reachOut(url: string): Promise<boolean>;
  /** How long the steps of a look at a picture take. */
  time(jpeg: Uint8Array, rounds: number): Promise<EngineTimes>;
  /** Runs a line of script in the page that was given. */
  inPage(script: string): Promise<unknown>;
  stop(): Promise<void>;
};

/**
 * The real engine in a real Electron, reached from Node: for tests and benches. Set-up must have run.
 *
 * @param page a page beside it that makes pictures
 */
export async function startRealEngine(options: { page?: string } = {}): Promise<RealEngine> {
  const main = join(import.meta.dirname, 'engine-host.ts');
  const { ask, stop } = await startHost<EngineHostRequest>(main, options);
  return {
    analyze: (jpeg) => ask({ kind: 'analyze', jpeg }) as ReturnType<FaceEngine['analyze']>,
    embed: (jpeg, landmarks) => ask({ kind: 'embed', jpeg, landmarks }) as ReturnType<FaceEngine['embed']>,
    crash: async () => {
      await ask({ kind: 'crash' });
    },
    hang: async () => {
      await ask({ kind: 'hang' });
    },
    reachOut: (url) => ask({ kind: 'reach-out', url }) as Promise<boolean>,
    time: (jpeg, rounds) => ask({ kind: 'time', jpeg, rounds }) as Promise<EngineTimes>,
    inPage: (script) => ask({ kind: 'in-page', script }),
    stop,
  };
}
