import { join } from 'node:path';
import type { FaceEngine } from '../../electron/face/index.ts';
import { startHost } from './electron-host.ts';
import type { EngineHostRequest } from './engine-host.ts';

export type RealEngine = FaceEngine & {
  /** Kills the engine's page, as the system does when memory runs out. */
  crash(): Promise<void>;
  /** Makes the engine's page busy for ever. */
  hang(): Promise<void>;
  /** Whether the engine's page gets an answer from an address of the network. */
  reachOut(url: string): Promise<boolean>;
  stop(): Promise<void>;
};

/** The real engine in a real Electron, reached from Node: for tests and benches. Set-up must have run. */
export async function startRealEngine(): Promise<RealEngine> {
  const { ask, stop } = await startHost<EngineHostRequest>(join(import.meta.dirname, 'engine-host.ts'));
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
    stop,
  };
}
