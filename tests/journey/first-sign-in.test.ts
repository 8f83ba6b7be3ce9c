import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorOnScreen } from './card-counter.ts';
import { DEMO_PEOPLE, signIn } from './citizen.ts';
import { waitForStep } from './drive.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

const SAMPLE = 'somying';
const TEST_MS = 120_000;
const WAIT_MS = 20_000;

let world: World;
let kiosk: Kiosk;

beforeAll(async () => {
  world = await createWorld();
  kiosk = await world.newKiosk('first-sign-in');
  // Without a reader nobody is asked to sign in.
  await world.takeCard(SAMPLE);
}, TEST_MS);
afterAll(() => world.close());

const signInAt = async (page: Page) => {
  await signIn(page, DEMO_PEOPLE);
  await waitForStep(page, 'idle', WAIT_MS);
};

it(
  'the first sign-in needs the centre, and those after it do not',
  async () => {
    await world.stopCentre();
    const first = await kiosk.open(SAMPLE);
    await first.page.getByTestId(`staff-${DEMO_PEOPLE.staffId}`).click();
    for (const digit of DEMO_PEOPLE.pin) await first.page.getByTestId(`pin-${digit}`).click();
    await first.page.getByTestId('pin-enter').click();
    expect(await errorOnScreen(first.page, 'SIGN_IN_FIRST_ONLINE')).toContain('SIGN_IN_FIRST_ONLINE');

    await world.startCentre();
    await signInAt(first.page);
    await first.close();

    await world.stopCentre();
    const second = await kiosk.open(SAMPLE);
    await signInAt(second.page);
    await world.startCentre();
  },
  TEST_MS,
);
