import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE, DEMO_SUPERVISOR } from './citizen.ts';
import { changeShift, driveVisit, openShift, waitForCentre, waitForDelivery } from './drive.ts';

const JOURNEY_MS = 120_000;
const DEVICE = 'parked';

let counter: CardCounter;
let page: Page;

beforeAll(async () => {
  counter = await openCardCounter(DEVICE);
  page = await counter.open();
  await waitForCentre(page, LIMIT_MS);
});
afterAll(() => counter.close());

it(
  'lists a record that the centre did not take, and sends it again once a supervisor says so',
  async () => {
    const { db } = counter.world.centre();
    const { hcode: home } = await db
      .selectFrom('devices')
      .where('name', '=', DEVICE)
      .select('hcode')
      .executeTakeFirstOrThrow();
    const elsewhere = { hcode: '10999', name_th: 'หน่วยบริการอื่น', name_en: 'Elsewhere', region: 6 };
    await db
      .insertInto('facilities')
      .values({ ...elsewhere, province: 'ชลบุรี', amphoe: 'เมืองชลบุรี' })
      .execute();
    // Somebody has moved the machine by mistake: what it brings is of a facility that it never belonged to.
    const moveTo = async (hcode: string) => {
      await db.updateTable('devices').set({ hcode }).where('name', '=', DEVICE).execute();
      await db.updateTable('activations').set({ hcode }).where('device_name', '=', DEVICE).execute();
    };
    await openShift(page, DEMO_PEOPLE);
    await moveTo(elsewhere.hcode);
    await driveVisit({
      page,
      card: await counter.sampleCard('somying'),
      people: DEMO_PEOPLE,
      say: () => {},
    });
    const { recordState } = await waitForDelivery(page, LIMIT_MS);
    expect(recordState).toBe('parked');

    await page.getByTestId('open-desk').click();
    await page.getByTestId('tab-parked').click();
    await page.locator('[data-error="REQUEST_INVALID"]').waitFor();
    expect(await page.locator('[data-testid^="send-again-"]').count()).toBe(0);
    await page.getByTestId('close-desk').click();
    await moveTo(home);
    await changeShift(page, DEMO_SUPERVISOR);
    await page.getByTestId('open-desk').click();
    await page.getByTestId('tab-parked').click();
    const again = page.locator('[data-testid^="send-again-"]');
    await again.click();
    await again.waitFor({ state: 'detached' });
    const records = async () => (await db.selectFrom('records').select('id').execute()).length;
    await expect.poll(records, { timeout: LIMIT_MS }).toBe(1);
    await page.getByTestId('close-desk').click();
  },
  JOURNEY_MS,
);
