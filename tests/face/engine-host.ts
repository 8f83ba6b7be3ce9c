import { app, BrowserWindow } from 'electron';
import type { Point3 } from '../../contract/index.ts';
import { SCHEME } from '../../electron/shell/index.ts';
import { confinedSession, prepareHost, serveRequests, startEngine } from './host.ts';

/** An Electron program that holds nothing but the face engine. */

export type EngineHostRequest =
  | { kind: 'analyze'; jpeg: Uint8Array }
  | { kind: 'embed'; jpeg: Uint8Array; landmarks: readonly Point3[] }
  /** Kills the engine's page, as the system does when memory runs out. */
  | { kind: 'crash' }
  /** Makes the engine's page busy for ever. */
  | { kind: 'hang' }
  /** Makes the engine's page ask for an address of the network; answers whether it got anything. */
  | { kind: 'reach-out'; url: string };

prepareHost();
void app.whenReady().then(() => {
  const engine = startEngine(confinedSession('face-engine'));
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
    }
  });
});

function enginePage() {
  return BrowserWindow.getAllWindows()
    .map(({ webContents }) => webContents)
    .find((contents) => contents.getURL().startsWith(`${SCHEME}://engine/`));
}
