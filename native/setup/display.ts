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

function startXvfb({ width, height }: { width: number; height: number }): Promise<Display> {
  return startXServer(
    'Xvfb',
    ['-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'],
    new SetupError(
      'There is no display, and a virtual one (Xvfb) does not start',
      'Run this on a desktop, or install the virtual display: sudo apt-get install xvfb',
    ),
  );
}

/**
 * A display of an X server of its own, which lives until `stop()` or the end of this process.
 *
 * @param env added to the server's environment
 * @throws the failure when the server does not start
 */
export async function startXServer(
  program: string,
  args: readonly string[],
  failure: Error,
  env: Record<string, string> = {},
): Promise<Display> {
  // The server itself picks a free display number and writes it to file descriptor 3 when it is ready.
  const server = spawn(program, ['-displayfd', '3', ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const stopWithUs = () => server.kill();
  process.once('exit', stopWithUs);
  const number = await displayNumber(server, failure);
  return {
    env: { DISPLAY: `:${number}` },
    virtual: true,
    stop: async () => {
      process.off('exit', stopWithUs);
      if (server.exitCode !== null || server.signalCode !== null) return;
      const ended = once(server, 'exit');
      server.kill();
      await ended;
    },
  };
}

function displayNumber(server: ChildProcess, failure: Error): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause?: Error) => {
      failure.cause = cause;
      reject(failure);
    };
    server.once('error', fail);
    server.once('exit', () => fail());
    (server.stdio[3] as Readable).setEncoding('utf8').once('data', (text: string) => resolve(text.trim()));
  });
}
