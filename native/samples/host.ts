import { readFileSync, writeFileSync } from 'node:fs';
import { app, BrowserWindow, session } from 'electron';
import { cutOffFromNetwork, declareScheme, SCHEME, serveScheme } from '../../electron/shell/index.ts';
import type { SampleFace } from './faces.ts';

/** Electron's side of the sample clips: shows the page the photos and writes what it makes of them. */

/** A face in the photo of this path. */
export type Sitter = { source: string; face: SampleFace };
export type RenderJob = Sitter & { target: string } & (
    | { kind: 'photo'; blend: (Sitter & { share: number }) | null }
    | { kind: 'clip' }
  );

/** The page, the models, MediaPipe's WebAssembly, and a file with the jobs as JSON. */
const [pageDir = '', modelsDir = '', wasmDir = '', jobsFile = ''] = process.argv.slice(-4);

declareScheme();
app.commandLine.appendSwitch('enable-unsafe-swiftshader');
void app
  .whenReady()
  .then(renderAll)
  .then(
    () => app.exit(0),
    (fault) => {
      console.error(fault);
      app.exit(1);
    },
  );

async function renderAll(): Promise<void> {
  const pageSession = session.fromPartition('samples', { cache: false });
  serveScheme(pageSession, { app: pageDir, models: modelsDir, 'wasm/mediapipe': wasmDir });
  await cutOffFromNetwork(pageSession);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { session: pageSession, sandbox: true, backgroundThrottling: false },
  });
  await window.loadURL(`${SCHEME}://app/index.html`);

  const jobs = JSON.parse(readFileSync(jobsFile, 'utf8')) as RenderJob[];
  for (const job of jobs) {
    const blend = job.kind === 'photo' && job.blend;
    const more = blend ? `, { ...${sitter(blend)}, share: ${blend.share} }` : '';
    const rendered: Uint8Array = await window.webContents.executeJavaScript(
      `window.samplePage.${job.kind}(${sitter(job)}${more})`,
    );
    writeFileSync(job.target, rendered);
  }
}

/** As the page takes it, in script. */
function sitter({ source, face }: Sitter): string {
  const photo = readFileSync(source).toString('base64');
  return `{ source: Uint8Array.from(atob('${photo}'), (c) => c.charCodeAt(0)), face: ${JSON.stringify(face)} }`;
}
