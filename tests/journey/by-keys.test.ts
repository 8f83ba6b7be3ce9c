import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE } from './citizen.ts';
import { shownToken, waitForStep } from './drive.ts';

const SAMPLE = 'malee';
const VISIT_MS = 180_000;
/** More than any screen has of what can be focused. */
const MOST_TABS = 40;

let counter: CardCounter;

beforeAll(async () => {
  counter = await openCardCounter('by-keys');
});
afterAll(() => counter.close());

/** Goes with Tab to what has this test id, and presses the key. */
async function pressAt(page: Page, testId: string, key: 'Enter' | 'Space'): Promise<void> {
  await page.getByTestId(testId).waitFor({ timeout: LIMIT_MS });
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await page.getByTestId(testId).evaluate(hasFocus)) return page.keyboard.press(key);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${testId}`);
}

const hasFocus = (element: { ownerDocument: { activeElement: unknown } }): boolean =>
  element.ownerDocument.activeElement === element;

describe('a whole visit without a touch', () => {
  it(
    'goes from the sign-in to the QR by Tab, Enter, Space and digits, and no Escape on the way ends it',
    async () => {
      const page = await counter.open(SAMPLE);
      const { keyboard } = page;
      await pressAt(page, `staff-${DEMO_PEOPLE.staffId}`, 'Enter');
      await keyboard.type(DEMO_PEOPLE.pin);
      await keyboard.press('Enter');
      await waitForStep(page, 'idle', LIMIT_MS);
      const card = await counter.sampleCard(SAMPLE);
      await card.insert();

      await waitForStep(page, 'confirm-identity', LIMIT_MS);
      await keyboard.press('Escape');
      await pressAt(page, 'answer-identity-yes', 'Enter');
      await waitForStep(page, 'consent', LIMIT_MS);
      await keyboard.press('Escape');
      await keyboard.press('Enter');
      await pressAt(page, 'consent-agree', 'Enter');
      await waitForStep(page, 'face', LIMIT_MS);
      await keyboard.press('Escape');
      await waitForStep(page, 'operator-look', VISIT_MS);
      await keyboard.press('Escape');
      await pressAt(page, 'look-same-person', 'Space');
      await pressAt(page, 'look-no-mask', 'Space');
      await pressAt(page, 'look-confirm', 'Enter');
      await waitForStep(page, 'done', LIMIT_MS);
      expect((await shownToken(page)).transactionCode).toMatch(/^\d{6}$/);
      card.remove();
      await waitForStep(page, 'idle', LIMIT_MS);
    },
    VISIT_MS,
  );
});
