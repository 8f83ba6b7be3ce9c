import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorReport, KioskError } from '../../contract/index.ts';
import { bundlePage, bundleScript } from '../../native/bundle/index.ts';
import {
  electronExecutable,
  inCache,
  inProject,
  sandboxSwitches,
  withDisplay,
  workFolder,
} from '../../native/setup/index.ts';
import type { HostPlaces } from './places.ts';

type HostAnswer =
  | { id: number; ok: true; value: unknown }
  | { id: number; ok: false; error: ErrorReport; cause: string };

export type ElectronHost<Request> = {
  /** @throws KioskError with the code that the host answered */
  ask(request: Request): Promise<unknown>;
  stop(): Promise<void>;
};

/**
 * Starts a small Electron program of the tests, with the face engine's page built for it, and talks to it over
 * Node's IPC channel. Set-up must have run.
 *
 * @param main the program's main file
 * @param page a page of its own, when it has one
 * @param switches Chromium's switches
 */
export async function startHost<Request extends object>(
  main: string,
  { page, switches = [] }: { page?: string; switches?: string[] } = {},
): Promise<ElectronHost<Request>> {
  const bundleDir = workFolder('face-test');
  const engineSources = inProject('electron', 'face', 'engine');
  const places: HostPlaces = {
    engine: join(bundleDir, 'engine'),
    enginePreload: join(bundleDir, 'preload.cjs'),
    page: join(bundleDir, 'page'),
    models: inCache('face'),
    mediapipe: inProject('node_modules', '@mediapipe', 'tasks-vision', 'wasm'),
    litert: inProject('node_modules', '@litertjs', 'core', 'wasm'),
  };
  const display = await withDisplay();
  const end = async (): Promise<void> => {
    await display.stop();
    rmSync(bundleDir, { recursive: true, force: true });
  };
  try {
    await bundlePage(join(engineSources, 'index.html'), places.engine);
    await bundleScript(join(engineSources, 'preload.ts'), places.enginePreload);
    await bundleScript(main, join(bundleDir, 'main.mjs'));
    if (page) await bundlePage(page, places.page);
  } catch (fault) {
    await end();
    throw fault;
  }
  const program = [join(bundleDir, 'main.mjs'), JSON.stringify(places)];
  const host = spawn(electronExecutable(), [...sandboxSwitches(), ...switches, ...program], {
    env: { ...process.env, ...display.env },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  return {
    ask: askOver<Request>(host),
    async stop() {
      const ended = host.exitCode === null && host.signalCode === null ? once(host, 'exit') : null;
      host.kill();
      await ended;
      await end();
    },
  };
}

function askOver<Request extends object>(host: ChildProcess): (request: Request) => Promise<unknown> {
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>();
  let requests = 0;
  host.on('message', (message) => {
    const answer = message as HostAnswer;
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) asked?.resolve(answer.value);
    else asked?.reject(new KioskError(answer.error.code, answer.error.details, { cause: answer.cause }));
  });
  host.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the Electron program ended'));
  });
  return (request) =>
    new Promise((resolve, reject) => {
      requests += 1;
      waiting.set(requests, { resolve, reject });
      host.send({ id: requests, ...request });
    });
}
