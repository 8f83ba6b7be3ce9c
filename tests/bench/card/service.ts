import { setTimeout as sleep } from 'node:timers/promises';
import { ensurePcscd } from '../../../native/virtual-card/index.ts';

/** The smart-card service, with the means to be rough with it. */
export type CardService = {
  /** False when somebody else started it: then it is left alone. */
  isOurs(): boolean;
  /** Kills it with SIGKILL, and starts it again after a pause. */
  killAndRestart(pauseMs: number): Promise<void>;
  stop(): Promise<void>;
};

export async function openCardService(ports: readonly number[]): Promise<CardService> {
  let pcscd = await ensurePcscd({ ports });
  return {
    isOurs: () => pcscd.startedHere,
    async killAndRestart(pauseMs) {
      if (pcscd.pid === null) return;
      process.kill(pcscd.pid, 'SIGKILL');
      while (isAlive(pcscd.pid)) await sleep(5);
      await sleep(pauseMs);
      pcscd = await ensurePcscd({ ports });
    },
    stop: () => pcscd.stop(),
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // No such process: it has ended.
    return false;
  }
}
