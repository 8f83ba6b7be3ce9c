import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setViewer } from '../../central/index.ts';
import {
  citizenId,
  createTestDevice,
  startTestCentre,
  type TestCentre,
} from '../../central/testing/index.ts';
import { violationsOf } from './accessibility.ts';
import { openWindow, type TestWindow } from './open-window.ts';

const FACILITY = {
  ...{ hcode: '10662', nameTh: 'โรงพยาบาลตัวอย่าง', nameEn: 'Sample hospital' },
  ...{ province: 'ชลบุรี', amphoe: 'เมืองชลบุรี', region: 6 },
};
const WIDTHS_PX = [360, 1280, 1920];

describe("the report's page", () => {
  let centre: TestCentre;
  let window: TestWindow;
  let password: string;
  beforeAll(async () => {
    [centre, window] = await Promise.all([startTestCentre(), openWindow()]);
    const device = await createTestDevice(centre, { facility: FACILITY });
    await device.enrollAndSend({ cid: citizenId(1) });
    const scope = { kind: 'region', place: '6' } as const;
    password = await setViewer(centre.db, { name: 'region-6', scope }, centre.now());
  });
  afterAll(() => Promise.all([centre.stop(), window.close()]));

  const signIn = async (word: string) => {
    await window.page.fill('#name', 'region-6');
    await window.page.fill('#password', word);
    await window.page.keyboard.press('Enter');
  };
  /** In both languages and at each width: nothing that axe-core complains about, nothing wider than the window. */
  const complaints = async (): Promise<string[]> => {
    const { page } = window;
    const found: string[] = [];
    for (const width of WIDTHS_PX) {
      await page.setViewportSize({ width, height: 800 });
      for (const language of ['en', 'th']) {
        await page.click('#language');
        await page.locator(`html[lang=${language}]`).waitFor();
        const wide = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
        if (wide) found.push(`${language} at ${width} px is too wide`);
        for (const violation of await violationsOf(page))
          found.push(`${language} at ${width} px: ${violation}`);
      }
    }
    return found;
  };

  it('asks for name and password first, and says what was wrong', async () => {
    await window.page.goto(`${centre.url}/report?tab=facilities&region=2`);
    await window.page.locator('#sign-in').waitFor();
    expect(await window.page.locator('#table').isVisible()).toBe(false);
    await signIn('wrong');
    await window.page.locator('#sign-in-problem:has-text("รหัสผ่านไม่ถูกต้อง")').waitFor();
    expect(await complaints()).toEqual([]);
  });

  it('then shows no more than the viewer may see, and says how far that is', async () => {
    const { page } = window;
    await signIn(password);
    await page.locator('#table td:has-text("10662")').waitFor();
    expect(await page.locator('#viewer').textContent()).toBe('region-6 · เขตสุขภาพที่ 6');
    expect(await page.locator('#region-list button').allTextContents()).toEqual(['6']);
    expect(await complaints()).toEqual([]);
  });

  it('shows nothing any more after signing out', async () => {
    const { page } = window;
    await page.click('#sign-out');
    await page.locator('#sign-in').waitFor();
    expect(await page.locator('#table').isVisible()).toBe(false);
    await page.reload();
    await page.locator('#sign-in').waitFor();
  });
});
