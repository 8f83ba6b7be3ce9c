import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication } from 'playwright-core';
import { startCentre } from '../../central/index.ts';
import { kioskCommand, provisionDemoKiosk } from '../../native/demo/index.ts';
import {
  electronExecutable,
  inCache,
  inProject,
  sandboxSwitches,
  withDisplay,
} from '../../native/setup/index.ts';
import { openKiosk } from '../journey/index.ts';
import { median, rounded } from './percentile.ts';

/**
 * The bench of the start: npm run bench -- start --json
 *
 * A cold start counts from the program's start to the first usable screen of a kiosk that was provisioned and registered; idle
 * memory is the resident sum of all processes 5 s later. A bare Electron window is measured beside it in the same run.
 */

const RUNS = 3;
const REST_MS = 5000;
const BARE_APP = `import { app, BrowserWindow } from 'electron';
app.whenReady().then(() => new BrowserWindow({ width: 1280, height: 800 }).loadURL('data:text/html,<h1>bare</h1>'));`;

type Start = { ms: number; idleMB: number };

const work = mkdtempSync(path.join(tmpdir(), 'bench-start-'));
const centre = await startCentre({ directory: path.join(work, 'centre') });
const display = await withDisplay();
try {
  const provisioning = path.join(work, 'bench.provisioning.json');
  await provisionDemoKiosk(centre, 'bench', provisioning);
  const camera = inCache('samples', 'somying', 'clip.mjpeg');
  const command = kioskCommand({ profile: path.join(work, 'kiosk'), provisioning, camera });
  const starts: { kiosk: Start; bare: Start }[] = [];
  // The first start makes vault and keys; it is none of the figures.
  await (await openKiosk(command, display.env)).close();
  for (let run = 0; run < RUNS; run++) {
    const opened = await openKiosk(command, display.env);
    const full = { ms: opened.startMs, idleMB: await idleMB(opened.app) };
    await opened.close();
    starts.push({ kiosk: full, bare: await startBare(display.env) });
  }
  const figures = {
    coldMs: rounded(median(starts.map((start) => start.kiosk.ms)), 0),
    bareElectronMs: rounded(median(starts.map((start) => start.bare.ms)), 0),
    idleMB: rounded(median(starts.map((start) => start.kiosk.idleMB)), 0),
    bareElectronMB: rounded(median(starts.map((start) => start.bare.idleMB)), 0),
    installedMB: installedMB(),
  };
  console.log(JSON.stringify(figures, null, process.argv.includes('--json') ? 0 : 2));
} finally {
  await display.stop();
  await centre.stop();
  rmSync(work, { recursive: true, force: true });
}

async function startBare(env: Record<string, string>): Promise<Start> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bare-electron-'));
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ type: 'module', main: 'main.js' }));
  writeFileSync(path.join(folder, 'main.js'), BARE_APP);
  const startedAt = performance.now();
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [folder, ...sandboxSwitches()],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const page = await app.firstWindow();
  await page.locator('h1').waitFor();
  const ms = performance.now() - startedAt;
  const bare = { ms, idleMB: await idleMB(app) };
  await app.close();
  rmSync(folder, { recursive: true });
  return bare;
}

async function idleMB(app: ElectronApplication): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, REST_MS));
  const kilobytes = await app.evaluate(({ app: electron }) =>
    electron.getAppMetrics().reduce((sum, { memory }) => sum + memory.workingSetSize, 0),
  );
  return kilobytes / 1024;
}

/** Of the packaged program for Linux; null before `npm run package`. */
function installedMB(): number | null {
  const folder = inProject('out', 'package', 'linux-unpacked');
  if (!existsSync(folder)) return null;
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
  return Math.round(bytes / 1e6);
}
