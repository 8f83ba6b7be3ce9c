import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { VisitView } from '../../contract/index.ts';
import {
  type CardCounter,
  citizenOnScreen,
  EXAMPLE_CITIZEN,
  LIMIT_MS,
  openCardCounter,
} from './card-counter.ts';
import { waitForStep } from './drive.ts';

let counter: CardCounter;

beforeAll(async () => {
  counter = await openCardCounter('time');
  await counter.open();
  await counter.signIn();
  await waitForStep(counter.page(), 'idle', LIMIT_MS);
});
afterAll(() => counter.close());

/** When the question of the moment ends by itself, as the trusted side has it. */
async function deadlineMs(): Promise<number> {
  const answer = await counter.page().evaluate(() => globalThis.kiosk.getVisit());
  const view = answer.ok ? (answer.value as VisitView) : null;
  if (!view || !('deadlineAt' in view) || view.deadlineAt === null) throw new Error('nothing ends by itself');
  return Date.parse(view.deadlineAt);
}

describe('a citizen who needs longer', () => {
  it('is asked before the end, and one press gives all the time again', async () => {
    const page = counter.page();
    await counter.card().insert();
    await citizenOnScreen(page, EXAMPLE_CITIZEN.firstName);
    const first = await deadlineMs();
    // Only the page's clock is put on: the trusted side's own goes as it goes.
    await page.clock.setFixedTime(first - 15_000);
    await page.getByTestId('more-time').click({ timeout: LIMIT_MS });
    await expect.poll(deadlineMs, { timeout: LIMIT_MS }).toBeGreaterThan(first);
    await page.clock.setFixedTime(Date.now());
    await page.getByTestId('time-warning').waitFor({ state: 'detached', timeout: LIMIT_MS });
    await counter.clear();
  });
});
