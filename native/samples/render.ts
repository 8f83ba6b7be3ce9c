import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePage, bundleScript } from '../bundle/index.ts';
import {
  electronExecutable,
  inCache,
  inProject,
  runProgram,
  sandboxSwitches,
  withDisplay,
  workFolder,
} from '../setup/index.ts';
import type { RenderJob } from './host.ts';

const wasmDir = inProject('node_modules', '@mediapipe', 'tasks-vision', 'wasm');

/** Renders photos and clips in the page, one after the other. The face models and Electron must be there. */
export async function renderInElectron(jobs: RenderJob[]): Promise<void> {
  const bundleDir = workFolder('sample-page');
  const display = await withDisplay();
  try {
    await bundlePage(join(import.meta.dirname, 'page', 'index.html'), bundleDir);
    await bundleScript(join(import.meta.dirname, 'host.ts'), join(bundleDir, 'host.mjs'));
    const jobsFile = join(bundleDir, 'jobs.json');
    writeFileSync(jobsFile, JSON.stringify(jobs));
    await runProgram(
      electronExecutable(),
      [...sandboxSwitches(), join(bundleDir, 'host.mjs'), bundleDir, inCache('face'), wasmDir, jobsFile],
      { env: display.env },
    );
  } finally {
    await display.stop();
    rmSync(bundleDir, { recursive: true, force: true });
  }
}
