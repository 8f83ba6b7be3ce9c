import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import readWorkbook from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE, DEMO_SUPERVISOR, signIn } from './citizen.ts';
import { changeShift, driveVisit, waitForCentre, waitForStep } from './drive.ts';

const JOURNEY_MS = 120_000;
const MAX_WRONG_PINS = 5;

let counter: CardCounter;
let page: Page;

beforeAll(async () => {
  counter = await openCardCounter('office');
  page = await counter.open();
  await waitForCentre(page, LIMIT_MS);
});
afterAll(() => counter.close());

async function typePin(pin: string): Promise<void> {
  for (const digit of pin) await page.getByTestId(`pin-${digit}`).click();
  await page.getByTestId('pin-enter').click();
}

const failure = (code: string) => page.locator(`[data-testid="sign-in-failure"] [data-error="${code}"]`);

describe('the counter between visits', () => {
  it(
    'locks an account after five wrong PINs, and a supervisor unlocks it',
    async () => {
      await page.getByTestId(`staff-${DEMO_PEOPLE.staffId}`).click();
      for (let left = MAX_WRONG_PINS - 1; left > 0; left--) {
        await typePin('0000');
        await failure('SIGN_IN_WRONG').getByText(`${left}`).first().waitFor();
      }
      await typePin('0000');
      await failure('SIGN_IN_LOCKED').waitFor();
      await page.getByText('ให้หัวหน้างาน').first().waitFor();

      await typePin('0000');
      await failure('SIGN_IN_WRONG').waitFor();
      await typePin(DEMO_SUPERVISOR.pin);
      await failure('SIGN_IN_WRONG').waitFor({ state: 'detached' });
      await signIn(page, DEMO_PEOPLE);
      await waitForStep(page, 'idle', LIMIT_MS);
    },
    JOURNEY_MS,
  );

  it(
    'lists the visits of the day for the operator, who has no way to the supervisor’s figures',
    async () => {
      const card = await counter.sampleCard('somying');
      await driveVisit({ page, card, people: { ...DEMO_PEOPLE, consent: 'decline' }, say: () => {} });
      await page.getByTestId('open-desk').click();
      await page.getByTestId('desk-visits').getByText('ผู้รับบริการไม่ยินยอม').waitFor();
      await page.getByTestId('desk-search').fill('ffff');
      await page.getByTestId('desk-visits').waitFor({ state: 'detached' });
      await page.getByTestId('close-desk').click();

      expect(await page.getByTestId('open-report').count()).toBe(0);
      for (const refused of await page.evaluate(() =>
        Promise.all([
          globalThis.kiosk.loadFigures({ period: 'all' }),
          globalThis.kiosk.saveFigures({ period: 'all' }),
          globalThis.kiosk.loadAudit({ before: null }),
          globalThis.kiosk.loadRules(),
        ]),
      ))
        expect(refused).toMatchObject({ ok: false, error: { code: 'SUPERVISOR_ONLY' } });
    },
    JOURNEY_MS,
  );

  it(
    'shows the supervisor figures, audit and rules, and saves an Excel file that opens again',
    async () => {
      await changeShift(page, DEMO_SUPERVISOR);
      await page.getByTestId('open-report').click();
      await page.getByTestId('tab-figures').click();
      await page.getByTestId('figures-operators').getByText('สมใจ').waitFor();
      await page.getByTestId('save-excel').click();
      await page.getByTestId('saved-excel').waitFor();
      const [file = 'none'] = await readdir(counter.device.reports);
      const [summary] = await readWorkbook(await readFile(path.join(counter.device.reports, file)));
      const cells = Object.fromEntries(summary?.data.map(([name, value]) => [String(name), value]) ?? []);
      expect(cells).toMatchObject({ ช่วงเวลา: 'วันนี้', รายการ: 1, คน: 0, Token: 0 });

      await page.getByTestId('tab-audit').click();
      await page.getByTestId('chain').getByText('ไม่ถูกแก้ไข').waitFor();
      for (const event of ['staff.locked', 'staff.unlocked', 'visit.declined', 'report.exported'])
        await page.getByTestId('audit').getByText(event, { exact: true }).first().waitFor();
      await page.getByTestId('tab-rules').click();
      await page.getByTestId('rules').getByText('2026-1').waitFor();
      await page.getByTestId('close-report').click();
      await waitForStep(page, 'idle', LIMIT_MS);
    },
    JOURNEY_MS,
  );
});
