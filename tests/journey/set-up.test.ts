import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOnScreen } from './card-counter.ts';
import { DEMO_PEOPLE } from './citizen.ts';
import { openShift } from './drive.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

/** A machine that belongs to no facility yet, and how IT makes it one. */
const SAMPLE = 'somying';
const TEST_MS = 120_000;
const WAIT_MS = 20_000;

let world: World;
let byCode: Kiosk;

beforeAll(async () => {
  world = await createWorld();
  await world.takeCard(SAMPLE);
  byCode = await world.newKiosk('by-code', { bare: true });
}, TEST_MS);
afterAll(() => world.close());

async function typeCode(page: Page, url: string, code: string): Promise<void> {
  await page.getByTestId('set-up-url').fill(url);
  await page.getByTestId('set-up-code').fill(code);
  await page.getByTestId('set-up-start').click();
}

/** The system's own window can't be pressed from here; it answers as a person would. */
const choose = (kiosk: OpenKiosk, file: string) =>
  kiosk.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: chosen === '', filePaths: [chosen] });
  }, file);

describe('a new machine', () => {
  it(
    'is set up by a code that is typed, says what is wrong with another one, and is the facility’s from then on',
    async () => {
      const { page, close } = await byCode.open(SAMPLE);
      await page.getByTestId('set-up').waitFor({ timeout: WAIT_MS });
      expect(await page.getByTestId('set-up-start').isDisabled()).toBe(true);
      await typeCode(page, 'http://127.0.0.1:9', byCode.setUpCode);
      await errorOnScreen(page, 'CENTRE_UNREACHABLE');
      const { url } = world.centre();
      await typeCode(page, url, '00000-00000-00000-00000');
      expect(await errorOnScreen(page, 'PROVISIONING_INVALID')).toContain('ระบบกลางไม่รู้จักรหัสนี้');
      const refused = await page.evaluate(() =>
        Promise.all([
          globalThis.kiosk.signOut(),
          globalThis.kiosk.loadReport({ period: 'all' }),
          globalThis.kiosk.cancelVisit(),
        ]),
      );
      for (const answer of refused) expect(answer).toMatchObject({ error: { code: 'DEVICE_UNKNOWN' } });

      await typeCode(page, url, byCode.setUpCode.toLowerCase().replaceAll('-', ' '));
      await openShift(page, DEMO_PEOPLE);
      await page.getByText('หน่วยบริการสาธิต').first().waitFor();
      await close();
      const again = await byCode.open(SAMPLE);
      await openShift(again.page, DEMO_PEOPLE);
      await again.close();
    },
    TEST_MS,
  );

  it(
    'takes no code or file that another machine has used, and no file that was altered; the file made for it it takes',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'drive-'));
      const byFile = await world.newKiosk('by-file', { bare: true });
      const kiosk = await byFile.open(SAMPLE);
      const { page } = kiosk;
      await typeCode(page, world.centre().url, byCode.setUpCode);
      expect(await errorOnScreen(page, 'PROVISIONING_INVALID')).toContain('เครื่องอื่นใช้รหัส');

      await choose(kiosk, '');
      await page.getByTestId('set-up-file').click();
      await page.getByTestId('set-up-failure').waitFor({ state: 'detached' });
      const altered = path.join(folder, 'altered.provisioning.json');
      await writeFile(
        altered,
        (await readFile(byFile.provisioning, 'utf8')).replace(/.{9}"}$/, 'AAAAAAAAA"}'),
      );
      await choose(kiosk, altered);
      await page.getByTestId('set-up-file').click();
      expect(await errorOnScreen(page, 'PROVISIONING_INVALID')).toContain('ไฟล์ถูกแก้ไข');
      await choose(kiosk, path.join(folder, 'gone.provisioning.json'));
      await page.getByTestId('set-up-file').click();
      await page.getByText('เปิดไฟล์ไม่ได้').waitFor();
      await choose(kiosk, byCode.provisioning);
      await page.getByTestId('set-up-file').click();
      // The file itself is sound: that it was used the centre knows, and the machine lets go of it again.
      await page.getByText('มีเครื่องอื่นใช้รหัสหรือไฟล์นี้ไปแล้ว').waitFor({ timeout: WAIT_MS });
      await choose(kiosk, byFile.provisioning);
      await page.getByTestId('set-up-file').click();
      await openShift(page, DEMO_PEOPLE);
      rmSync(folder, { recursive: true });
    },
    TEST_MS,
  );
});
