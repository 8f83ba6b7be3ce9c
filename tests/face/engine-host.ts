import { app, BrowserWindow } from 'electron';
import type { Point3 } from '../../contract/index.ts';
import type { FaceEngine } from '../../electron/face/index.ts';
import { APP_URL, SCHEME } from '../../electron/shell/index.ts';
import { confinedSession, prepareHost, serveRequests, startEngine } from './host.ts';

/** An Electron program that holds the face engine and, where one was given, a page that makes pictures. */

export type EngineHostRequest =
  | { kind: 'analyze'; jpeg: Uint8Array }
  | { kind: 'embed'; jpeg: Uint8Array; landmarks: readonly Point3[] }
  /** Kills the engine's page, as the system does when memory runs out. */
  | { kind: 'crash' }
  /** Makes the engine's page busy for ever. */
  | { kind: 'hang' }
  /** Makes the engine's page ask for an address of the network; answers whether it got anything. */
  | { kind: 'reach-out'; url: string }
  /** Looks at a picture so many times; answers what each look took, in ms, as the trusted side sees it. */
  | { kind: 'time'; jpeg: Uint8Array; rounds: number }
  /** Runs a line of script in the page. */
  | { kind: 'in-page'; script: string };

export type EngineTimes = { detectMs: number[]; embedMs: number[] };

prepareHost();
void app.whenReady().then(() => {
  const engine = startEngine(confinedSession('face-engine'));
  let page: Promise<BrowserWindow> | null = null;
  serveRequests<EngineHostRequest>(async (request) => {
    switch (request.kind) {
      case 'analyze':
        return engine.analyze(request.jpeg);
      case 'embed':
        return engine.embed(request.jpeg, request.landmarks);
      case 'crash':
        return enginePage()?.forcefullyCrashRenderer();
      case 'hang':
        void enginePage()?.executeJavaScript('for (;;);');
        return null;
      case 'reach-out':
        return enginePage()?.executeJavaScript(
          `fetch(${JSON.stringify(request.url)}, {mode: 'no-cors'}).then(() => true, () => false)`,
        );
      case 'time':
        return timeEngine(engine, request.jpeg, request.rounds);
      case 'in-page':
        page ??= openPage();
        return (await page).webContents.executeJavaScript(request.script);
    }
  });
});

async function openPage(): Promise<BrowserWindow> {
  const pages = confinedSession('page');
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: pages, sandbox: true, backgroundThrottling: false },
  });
  await window.loadURL(APP_URL);
  return window;
}

async function timeEngine(engine: FaceEngine, jpeg: Uint8Array, rounds: number): Promise<EngineTimes> {
  const times: EngineTimes = { detectMs: [], embedMs: [] };
  for (let round = 0; round < rounds; round += 1) {
    const startedAt = performance.now();
    const { face } = await engine.analyze(jpeg);
    const detectedAt = performance.now();
    if (!face) throw new Error('no face to time');
    await engine.embed(jpeg, face.landmarks);
    times.detectMs.push(detectedAt - startedAt);
    times.embedMs.push(performance.now() - detectedAt);
  }
  return times;
}

function enginePage() {
  return BrowserWindow.getAllWindows()
    .map(({ webContents }) => webContents)
    .find((contents) => contents.getURL().startsWith(`${SCHEME}://engine/`));
}
