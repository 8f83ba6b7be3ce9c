import type { BrowserWindow, MessagePortMain, Session, WebContents } from 'electron';
import { type ErrorReport, FRAME_LIMITS, KioskError } from '../../contract/index.ts';
import type { FaceEngine } from './engine.ts';
import {
  type EngineAnswer,
  type EngineReady,
  type EngineRequest,
  type EngineValue,
  type Numbered,
  PORT_MESSAGE,
} from './engine-protocol.ts';

export type EngineWindowOptions = {
  /** A session of its own that serves our scheme and cancels every other request. */
  session: Session;
  /** Address of the engine's page. */
  pageUrl: string;
  /** Path of its built preload. */
  preload: string;
  /** Told of the loaded page before it loads the models, and again when it has: its process should wait for those of pages people see. */
  giveWay(contents: WebContents): void;
  /** For faults that no error code explains, such as a crash. Never carries pictures. */
  onFault(cause: string): void;
};

/** Loading two models takes about a second here; a slow disk gets much more. */
const START_MS = 30_000;
const ANSWER_MS = 10_000;
/** Two judgements at once at most; whoever floods the engine with pictures is refused before they pile up. */
const MAX_WAITING = 2 * FRAME_LIMITS.maxFrames;

type Waiting = { resolve(value: unknown): void; reject(error: KioskError): void; timer: NodeJS.Timeout };
type Running = { window: BrowserWindow; port: MessagePortMain; waiting: Map<number, Waiting> };

export type EngineWindow = FaceEngine & {
  /** Loads the models before they are needed. @throws KioskError FACE_ENGINE_FAILED */
  start(): Promise<void>;
  stop(): void;
};

/**
 * The face engine in a hidden, sandboxed window: no network, no camera, no disk. A window that crashes or does
 * not answer in time is thrown away; the next request starts a new one.
 */
export function createEngineWindow({
  session,
  pageUrl,
  preload,
  giveWay,
  onFault,
}: EngineWindowOptions): EngineWindow {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);

  let starting: Promise<Running> | null = null;
  let requests = 0;

  function run(): Promise<Running> {
    starting ??= startWindow().catch((fault) => {
      starting = null;
      throw fault;
    });
    return starting;
  }

  async function startWindow(): Promise<Running> {
    // Only here: the rest of this room is used in plain Node too, where there is no Electron.
    const { BrowserWindow, MessageChannelMain } = await import('electron');
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session,
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        backgroundThrottling: false,
        spellcheck: false,
      },
    });
    const { port1: port, port2: pagePort } = new MessageChannelMain();
    const running: Running = { window, port, waiting: new Map() };
    window.webContents.on('render-process-gone', (_event, { reason }) => discard(running, reason));
    const ready = firstMessage(running);
    try {
      await window.loadURL(pageUrl);
      giveWay(window.webContents);
      window.webContents.postMessage(PORT_MESSAGE, null, [pagePort]);
      const message = await ready;
      if (!message.ready) throw new Error(message.cause);
      giveWay(window.webContents);
    } catch (cause) {
      discard(running, String(cause));
      throw new KioskError('FACE_ENGINE_FAILED', {}, { cause });
    }
    port.on('message', ({ data }: { data: Numbered<EngineAnswer> }) => settle(running, data));
    return running;
  }

  function discard(running: Running, cause: string): void {
    if (running.window.isDestroyed()) return;
    starting = null;
    onFault(cause);
    close(running);
  }

  async function ask<Request extends EngineRequest>(request: Request): Promise<EngineValue<Request>> {
    const running = await run();
    if (running.waiting.size >= MAX_WAITING)
      throw new KioskError('REQUEST_INVALID', { reason: 'too many pictures at once' });
    requests += 1;
    const id = requests;
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => discard(running, `no answer to ${request.kind}`), ANSWER_MS);
      running.waiting.set(id, { resolve, reject, timer });
    });
    running.port.postMessage({ id, ...request } satisfies Numbered<EngineRequest>);
    return (await answer) as EngineValue<Request>;
  }

  return {
    analyze: (jpeg) => ask({ kind: 'analyze', jpeg }),
    embed: (jpeg, landmarks) => ask({ kind: 'embed', jpeg, landmarks }),
    start: async () => {
      await run();
    },
    stop() {
      const stopping = starting;
      starting = null;
      void stopping?.then(close, () => {});
    },
  };
}

function firstMessage({ window, port }: Running): Promise<EngineReady> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the models did not load in time')), START_MS);
    window.once('closed', () => {
      clearTimeout(timer);
      reject(new Error('the window is gone'));
    });
    port.once('message', ({ data }) => {
      clearTimeout(timer);
      resolve(data as EngineReady);
    });
    port.start();
  });
}

function settle({ waiting }: Running, { id, ...answer }: Numbered<EngineAnswer>): void {
  const asked = waiting.get(id);
  if (!asked) return;
  waiting.delete(id);
  clearTimeout(asked.timer);
  if (answer.ok) asked.resolve(answer.value);
  else asked.reject(asKioskError(answer.error));
}

function close({ window, port, waiting }: Running): void {
  for (const { reject, timer } of waiting.values()) {
    clearTimeout(timer);
    reject(new KioskError('FACE_ENGINE_FAILED'));
  }
  waiting.clear();
  port.close();
  if (!window.isDestroyed()) window.destroy();
}

function asKioskError({ code, details }: ErrorReport): KioskError {
  return new KioskError(code, details);
}
