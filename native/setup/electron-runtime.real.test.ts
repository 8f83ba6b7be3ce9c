import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Display, electronRuntime, sandboxSwitches, withDisplay } from './index.ts';

let folder: string;
let display: Display;

beforeAll(async () => {
  vi.stubEnv('DISPLAY', undefined);
  vi.stubEnv('WAYLAND_DISPLAY', undefined);
  display = await withDisplay();
  folder = mkdtempSync(path.join(tmpdir(), 'tiny-app-'));
  const about = { name: 'tiny', productName: 'Tiny App', version: '3.2.1', type: 'module', main: 'main.js' };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(about));
  writeFileSync(
    path.join(folder, 'main.js'),
    `import { app, BrowserWindow, screen } from 'electron';
     globalThis.facts = {
       early: !app.isReady(), name: app.getName(), version: app.getVersion(), path: app.getAppPath(),
       isPackaged: app.isPackaged, argument: process.argv.at(-1), electron: process.versions.electron,
     };
     app.whenReady().then(() => {
       globalThis.facts.screen = screen.getPrimaryDisplay().size;
       return new BrowserWindow({ webPreferences: { sandbox: true } }).loadURL('data:text/html,<title>Hello</title>');
     });`,
  );
});

afterAll(async () => {
  await display.stop();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

describe.runIf(process.platform === 'linux')('the Electron runtime on a virtual display', () => {
  it('opens a window of an app and gives the app its own name, version, path and arguments', async () => {
    const { path: executablePath, version } = electronRuntime();
    const app = await _electron.launch({
      executablePath,
      args: [...sandboxSwitches(), `--user-data-dir=${path.join(folder, 'profile')}`, folder, '--mine'],
      env: { ...process.env, ...display.env } as Record<string, string>,
    });
    try {
      const window = await app.firstWindow();
      await expect.poll(() => window.title()).toBe('Hello');
      expect(await app.evaluate(() => (globalThis as { facts?: unknown }).facts)).toEqual({
        early: true,
        name: 'Tiny App',
        version: '3.2.1',
        path: folder,
        isPackaged: false,
        argument: '--mine',
        electron: version,
        screen: { width: 1280, height: 800 },
      });
    } finally {
      await app.close();
    }
  });
});
