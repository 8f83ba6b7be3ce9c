import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type CardCounter,
  citizenOnScreen,
  EXAMPLE_CITIZEN,
  LIMIT_MS,
  openCardCounter,
} from './card-counter.ts';

let counter: CardCounter;

beforeAll(async () => {
  counter = await openCardCounter('page-failure');
  await counter.open();
  await counter.signIn();
});
afterAll(() => counter.close());

/** No screen of ours breaks by itself: a word that is none of the contract's makes it. */
const breakPage = () =>
  counter.app().evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows().filter((each) => each.isVisible()))
      window.webContents.send('kiosk:event:visit', { step: 'confirm-identity' });
  });

describe('a page that breaks', () => {
  it('says so, starts again for one press where the visit was, and the log has its kind but no word of it', async () => {
    const page = counter.page();
    await counter.card().insert();
    await citizenOnScreen(page, EXAMPLE_CITIZEN.firstName);
    await breakPage();
    await page.getByTestId('start-again').click({ timeout: LIMIT_MS });
    await citizenOnScreen(page, EXAMPLE_CITIZEN.firstName);
    const log = await readFile(path.join(counter.device.profile, 'logs', 'kiosk.log'), 'utf8');
    const entry = log.split('\n').find((line) => line.includes('a page broke'));
    expect(JSON.parse(entry ?? '{}')).toMatchObject({ fault: 'TypeError' });
    expect(log).not.toContain(EXAMPLE_CITIZEN.firstName);
  });

  it('starts again by itself when nobody presses', async () => {
    await breakPage();
    await counter.page().getByTestId('start-again').waitFor({ timeout: LIMIT_MS });
    await citizenOnScreen(counter.page(), EXAMPLE_CITIZEN.firstName);
    await counter.clear();
  });
});
