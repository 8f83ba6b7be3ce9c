import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import type { KioskCommand } from '../../native/demo/index.ts';

export type OpenKiosk = {
  app: ElectronApplication;
  page: Page;
  /** Version of the Electron runtime. */
  electron: string;
  /** From the start of the program to the first usable screen. */
  startMs: number;
  close(): Promise<void>;
  /** Ends every process of the kiosk at once, as a power cut would. */
  kill(): void;
};

/** Starts the kiosk in a real Electron and waits for its first screen. */
export async function openKiosk(command: KioskCommand, env: Record<string, string>): Promise<OpenKiosk> {
  const startedAt = performance.now();
  const app = await _electron.launch({
    executablePath: command.executable,
    args: command.args,
    cwd: command.cwd,
    env: { ...definedEnv(), ...env },
    timeout: 60_000,
  });
  const page = await kioskPage(app);
  await page.locator('[data-step]:not([data-step="starting"])').first().waitFor({ timeout: 60_000 });
  const startMs = performance.now() - startedAt;
  // Asked of the page: an answer of the main process may be collected as garbage while it is still starting.
  const userAgent = await page.evaluate(() => globalThis.navigator.userAgent);
  const electron = /Electron\/([\d.]+)/.exec(userAgent)?.[1] ?? 'unknown';
  return {
    app,
    page,
    electron,
    startMs,
    close: () => app.close(),
    kill: () => app.process().kill('SIGKILL'),
  };
}

/** The kiosk's own page; the face engine's hidden window is not it. */
async function kioskPage(app: ElectronApplication): Promise<Page> {
  const isKiosk = (page: Page) => page.url().startsWith('kiosk://app/');
  for (;;) {
    const page = app.windows().find(isKiosk);
    if (page) return page;
    await app.waitForEvent('window', { timeout: 60_000 }).catch((cause) => {
      const late = app.windows().find(isKiosk);
      if (!late) throw new Error('the kiosk opened no window', { cause });
    });
    await app.windows().find(isKiosk)?.waitForLoadState('domcontentloaded');
  }
}

function definedEnv(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
}
