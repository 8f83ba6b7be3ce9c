import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { KioskOrder } from './kiosk-process.ts';
import type { KioskStep } from './plan-trial.ts';

const PROGRAM = join(import.meta.dirname, 'kiosk-process.ts');

/** What a kiosk says that has nothing left to send. */
export type KioskEnd = { parked: number; received: number; chain: boolean; envelopes: number };

export type Said = {
  made?: string;
  saved?: true;
  killed?: KioskStep;
  failed?: { code: string; reason?: string };
  ended?: KioskEnd;
  done?: true;
};

/**
 * Starts of one kiosk in a process of its own. The process serves start after start, each with the vault opened anew,
 * until it is killed; then there is a new one.
 */
export function createKioskRuns() {
  let child: ChildProcess | null = null;
  let hear: (said: Said) => void = () => {};
  let died: () => void = () => {};

  function processOfKiosk(): ChildProcess {
    if (child) return child;
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    createInterface({ input: started.stdout })
      .on('line', (text) => hear(JSON.parse(text)))
      .once('close', () => {
        child = null;
        died();
      });
    child = started;
    return started;
  }

  return {
    /** One start: until the kiosk has nothing left to send, fails, or is dead; after `limitMs` it is killed. */
    async run(order: KioskOrder, limitMs: number, onSaved = () => {}): Promise<Said[]> {
      const kiosk = processOfKiosk();
      const deadline = setTimeout(() => kiosk.kill('SIGKILL'), limitMs);
      const said: Said[] = [];
      await new Promise<void>((resolve) => {
        died = resolve;
        hear = (one) => {
          said.push(one);
          if (one.saved) onSaved();
          if (one.done) resolve();
        };
        kiosk.stdin?.write(`${JSON.stringify(order)}\n`);
      });
      clearTimeout(deadline);
      return said;
    },
    close: () => child?.kill('SIGKILL'),
  };
}
