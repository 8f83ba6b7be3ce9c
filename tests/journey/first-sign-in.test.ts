import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorOnScreen } from './card-counter.ts';
import { DEMO_PEOPLE, typePin } from './citizen.ts';
import { openShift } from './drive.ts';
import type { OpenKiosk } from './open-kiosk.ts';
import { createWorld, type Kiosk, type World } from './world.ts';

const SAMPLE = 'somying';
const TEST_MS = 120_000;

let world: World;
let kiosk: Kiosk;

beforeAll(async () => {
  world = await createWorld();
  kiosk = await world.newKiosk('first-sign-in');
  await world.takeCard(SAMPLE);
}, TEST_MS);
afterAll(() => world.close());

/** Electron knows its blockers by numbers that it counts up. */
const keepsScreenLit = ({ app }: OpenKiosk): Promise<boolean> =>
  app.evaluate(({ powerSaveBlocker }) => [0, 1, 2, 3].some((id) => powerSaveBlocker.isStarted(id)));

it(
  'the first sign-in needs the centre, and those after it do not; the screen stays lit for the shift',
  async () => {
    await world.stopCentre();
    const first = await kiosk.open(SAMPLE);
    await first.page.getByTestId(`staff-${DEMO_PEOPLE.staffId}`).click();
    await typePin(first.page, DEMO_PEOPLE.pin);
    expect(await errorOnScreen(first.page, 'SIGN_IN_FIRST_ONLINE')).toContain('SIGN_IN_FIRST_ONLINE');

    await world.startCentre();
    expect(await keepsScreenLit(first)).toBe(false);
    await openShift(first.page, DEMO_PEOPLE);
    expect(await keepsScreenLit(first)).toBe(true);
    await first.close();

    await world.stopCentre();
    const second = await kiosk.open(SAMPLE);
    await openShift(second.page, DEMO_PEOPLE);
    await world.startCentre();
  },
  TEST_MS,
);
