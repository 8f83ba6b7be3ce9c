import { app, type Session, session } from 'electron';
import { reportError } from '../../contract/index.ts';
import { createEngineWindow, type EngineWindow } from '../../electron/face/index.ts';
import {
  cutOffFromNetwork,
  declareScheme,
  giveWay,
  SCHEME,
  serveScheme,
} from '../../electron/shell/index.ts';
import type { HostPlaces } from './places.ts';

/** What the Electron programs of the face tests share: the engine, and answering over Node's IPC channel. */

export const places = JSON.parse(process.argv.at(-1) ?? '{}') as HostPlaces;

/** Must run before the app is ready. */
export function prepareHost(): void {
  declareScheme();
  app.commandLine.appendSwitch('enable-unsafe-swiftshader');
  app.on('window-all-closed', () => {});
  process.on('disconnect', () => app.exit());
}

export function confinedSession(name: string): Session {
  const confined = session.fromPartition(name, { cache: false });
  serveScheme(confined, {
    engine: places.engine,
    app: places.page,
    models: places.models,
    'wasm/mediapipe': places.mediapipe,
    'wasm/litert': places.litert,
  });
  void cutOffFromNetwork(confined);
  return confined;
}

export function startEngine(engineSession: Session): EngineWindow {
  return createEngineWindow({
    session: engineSession,
    pageUrl: `${SCHEME}://engine/index.html`,
    preload: places.enginePreload,
    giveWay,
    onFault: (cause) => faults.push(cause),
  });
}

const faults: string[] = [];

/** Answers every request with what `answer` makes of it, or with its error. */
export function serveRequests<Request>(answer: (request: Request) => Promise<unknown>): void {
  process.on('message', async (request: Request & { id: number }) => {
    const { id } = request;
    try {
      process.send?.({ id, ok: true, value: await answer(request) });
    } catch (fault) {
      process.send?.({ id, ok: false, error: reportError(fault), cause: [fault, ...faults].join('; ') });
    }
  });
}
