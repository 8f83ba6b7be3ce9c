import { rmSync } from 'node:fs';
import path from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { bundleScript } from '../../native/bundle/index.ts';
import {
  electronExecutable,
  inProject,
  sandboxSwitches,
  withDisplay,
  workFolder,
} from '../../native/setup/index.ts';

export type TestWindow = {
  page: Page;
  /** A folder that goes away with the window. */
  folder: string;
  /** The page as it goes to paper, by its own style sheet. */
  pdf(): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** A real window of 1280×800 with nothing in it. Set-up must have run. */
export async function openWindow(): Promise<TestWindow> {
  const folder = workFolder('screens');
  const display = await withDisplay();
  const main = path.join(folder, 'window.mjs');
  await bundleScript(inProject('tests', 'screens', 'window.ts'), main);
  const app = await _electron.launch({
    executablePath: electronExecutable(),
    args: [main, '--force-device-scale-factor=1', ...sandboxSwitches()],
    env: { ...(process.env as Record<string, string>), ...display.env },
  });
  const page = await app.firstWindow();
  await page.emulateMedia({ reducedMotion: 'reduce' });
  return {
    page,
    folder,
    async pdf() {
      const base64 = await app.evaluate(async ({ BrowserWindow }) => {
        const [shown] = BrowserWindow.getAllWindows();
        const pdf = await shown?.webContents.printToPDF({ preferCSSPageSize: true });
        return pdf?.toString('base64') ?? '';
      });
      return new Uint8Array(Buffer.from(base64, 'base64'));
    },
    async close() {
      await app.close();
      await display.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
