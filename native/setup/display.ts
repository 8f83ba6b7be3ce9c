import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { SetupError } from './setup-error.ts';

export type Display = {
  /** Environment to add for a program that opens windows. */
  env: Record<string, string>;
  /** False when the windows are on a person's screen. */
  virtual: boolean;
  stop(): Promise<void>;
};

/**
 * A display for windows: the one that is there, or a virtual one (Xvfb) of this size in pixels that lives until
 * `stop()` or the end of this process.
 *
 * @throws SetupError when there is neither a display nor Xvfb
 */
export async function withDisplay(size = { width: 1280, height: 800 }): Promise<Display> {
  if (hasDisplay()) return { env: {}, virtual: false, stop: async () => {} };
  return startXvfb(size);
}

export function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function startXvfb({ width, height }: { width: number; height: number }): Promise<Display> {
  // Xvfb itself picks a free display number and writes it to file descriptor 3 when it is ready.
  const xvfb = spawn(
    'Xvfb',
    ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    },
  );
  const stopWithUs = () => xvfb.kill();
  process.once('exit', stopWithUs);
  const number = await displayNumber(xvfb);
  return {
    env: { DISPLAY: `:${number}` },
    virtual: true,
    stop: async () => {
      process.off('exit', stopWithUs);
      if (xvfb.exitCode !== null || xvfb.signalCode !== null) return;
      const ended = once(xvfb, 'exit');
      xvfb.kill();
      await ended;
    },
  };
}

function displayNumber(xvfb: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: Error) =>
      reject(
        new SetupError(
          'There is no display, and a virtual one (Xvfb) does not start',
          'Run this on a desktop, or install the virtual display: sudo apt-get install xvfb',
          { cause },
        ),
      );
    xvfb.once('error', fail);
    xvfb.once('exit', () => fail());
    (xvfb.stdio[3] as Readable).setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
}
