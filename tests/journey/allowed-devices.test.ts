import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DemoCard } from '../../native/demo/index.ts';
import { errorOnScreen, READER_NAME } from './card-counter.ts';
import { actAt, DEMO_PEOPLE } from './citizen.ts';
import { openShift, waitForStep } from './drive.ts';
import { createWorld, type KioskWishes, type World } from './world.ts';

/** A facility whose provisioning file lays down which readers and cameras may be used. */
const SAMPLE = 'somying';
const TEST_MS = 120_000;
const WAIT_MS = 20_000;

let world: World;
let card: DemoCard;

beforeAll(async () => {
  world = await createWorld();
  card = await world.takeCard(SAMPLE);
}, TEST_MS);
afterAll(() => world.close());

const open = async (name: string, wishes: KioskWishes) => (await world.newKiosk(name, wishes)).open(SAMPLE);

async function untilFace(page: Page): Promise<void> {
  await openShift(page, DEMO_PEOPLE);
  await card.insert();
  for (const step of ['confirm-identity', 'consent']) {
    await waitForStep(page, step, WAIT_MS);
    await actAt(page, step, DEMO_PEOPLE);
  }
  await waitForStep(page, 'face', WAIT_MS);
}

describe('a kiosk with a list of what may be used', () => {
  it(
    'does not use a reader that is not on it, and says so in place of a visit',
    async () => {
      const { page, close } = await open('other-reader', { allowedReaders: ['R301'] });
      await errorOnScreen(page, 'READER_NOT_ALLOWED');
      await card.insert();
      await page.waitForTimeout(1000);
      expect(await page.getByTestId('answer-identity-yes').count()).toBe(0);
      card.remove();
      await close();
    },
    TEST_MS,
  );

  it(
    'does not use a camera that is not on it; a reader that is it uses',
    async () => {
      const wishes = { allowedReaders: [READER_NAME.slice(0, 11)], allowedCameras: ['BRIO'] };
      const { page, close } = await open('other-camera', wishes);
      await untilFace(page);
      await errorOnScreen(page, 'CAMERA_NOT_ALLOWED');
      expect(await page.locator('[data-guidance="turn-left"]').count()).toBe(0);
      card.remove();
      await close();
    },
    TEST_MS,
  );
});
