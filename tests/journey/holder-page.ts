import type { ElectronApplication, Page } from 'playwright-core';

/**
 * The centre's page for holders in a browser window of its own, as on the holder's phone. The kiosk's runtime
 * serves as the browser, in a session that shares nothing with the kiosk's pages.
 */
export async function openHolderPage(app: ElectronApplication, address: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }, url) => {
    const phone = new BrowserWindow({ width: 390, height: 844, webPreferences: { partition: 'phone' } });
    void phone.loadURL(url);
  }, address);
  return opened;
}

/** Types the code and sends it. */
export async function claimWith(page: Page, transactionCode: string): Promise<void> {
  await page.locator('#code').fill(transactionCode);
  await page.locator('#send').click();
}
