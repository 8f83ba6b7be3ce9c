import { setTimeout as sleep } from 'node:timers/promises';
import type { ElectronApplication, Page } from 'playwright-core';

const LIMIT_MS = 10_000;

/**
 * The centre's page for holders in a browser window of its own, as on the holder's phone. The kiosk's runtime
 * serves as the browser, in a session that shares nothing with the kiosk's pages.
 */
export async function openHolderPage(app: ElectronApplication, address: string): Promise<Page> {
  await app.evaluate(async ({ BrowserWindow }, url) => {
    const phone = new BrowserWindow({ width: 390, height: 844, webPreferences: { partition: 'phone' } });
    // A window that nothing holds may be collected.
    Object.assign(globalThis, { phone });
    // The kiosk keeps every page of its own where it is; a phone's browser follows links.
    phone.webContents.removeAllListeners('will-navigate');
    await phone.loadURL(url);
  }, address);
  const { origin } = new URL(address);
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const page = app.windows().find((window) => window.url().startsWith(origin));
    if (page) return page;
    await sleep(50);
  }
  throw new Error(`no window shows ${origin}, but ${app.windows().map((window) => window.url())}`);
}

/** Types the code and sends it. */
export async function claimWith(page: Page, transactionCode: string): Promise<void> {
  await page.locator('#code').fill(transactionCode);
  await page.locator('#send').click();
}
