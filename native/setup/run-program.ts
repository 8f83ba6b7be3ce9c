import { spawn } from 'node:child_process';

export type RunOptions = {
  cwd?: string;
  /** Added to this process's environment; undefined takes a variable away. */
  env?: Record<string, string | undefined>;
  signal?: AbortSignal;
  /** The output counts also when the program ends with an error; `npm audit` does so when it has found something. */
  anyStatus?: boolean;
};

const TAIL_LINES = 15;

/**
 * Runs a program to its end and answers what it wrote to stdout. It stays quiet: only when the program fails
 * the end of all it wrote is in the error's message.
 */
export function runProgram(command: string, args: string[], options: RunOptions = {}): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(options.signal && { signal: options.signal }),
    });
    let stdout = '';
    let everything = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      everything += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      everything += text;
    });
    child.on('error', (cause) => reject(new Error(`${command}: ${cause.message}`, { cause })));
    child.on('close', (code, signal) => {
      if (code === 0 || (options.anyStatus && code !== null)) return resolve(stdout);
      const tail = everything.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
      reject(new Error(`${command} ended with ${signal ?? `status ${code}`}\n${tail}`));
    });
  });
}
