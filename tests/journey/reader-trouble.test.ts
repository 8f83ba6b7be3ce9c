import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOtherProgram } from '../../native/pcsc-host/testing.ts';
import {
  type CardCounter,
  citizenOnScreen,
  EXAMPLE_CITIZEN,
  errorOnScreen,
  LIMIT_MS,
  openCardCounter,
  photoOnScreen,
  READER_NAME,
  startServiceWithoutReader,
  untilForgotten,
} from './card-counter.ts';
import { waitForStep } from './drive.ts';

const { firstName: FIRST, words: ALL_OF_FIRST } = EXAMPLE_CITIZEN;
const REMOVAL_LIMIT_MS = 1000;

let counter: CardCounter;

beforeAll(async () => {
  counter = await openCardCounter('reader-trouble');
});
afterAll(() => counter.close());

describe('a card that is in before the program starts', () => {
  it('is read once an operator has signed in', async () => {
    await counter.card().insert();
    const page = await counter.open();
    await page.getByTestId('staff-demo-operator').waitFor({ timeout: LIMIT_MS });
    expect(await page.content()).not.toContain(FIRST);
    await counter.signIn();
    await citizenOnScreen(page, FIRST);
    await counter.clear();
  });

  it('and held by another program: says so before the sign-in, and is read once it is free', async () => {
    await counter.card().insert();
    await asOtherProgram(READER_NAME, async (other) => {
      await other.hold('exclusive');
      const page = await counter.open();
      await errorOnScreen(page, 'READER_BUSY');
      await other.letGo();
      await counter.signIn();
      await citizenOnScreen(page, FIRST);
    });
    await counter.clear();
  });
});

describe('what stands between the card and the kiosk', () => {
  it('is the service, stopped in the middle of a visit: says so, forgets the citizen, reads the card again', async (test) => {
    if (!counter.ownsService()) test.skip('this pcscd is not ours to stop');
    const page = counter.page();
    await counter.card().insert();
    await citizenOnScreen(page, FIRST);
    await counter.stopService('SIGTERM');
    await errorOnScreen(page, 'PCSC_STOPPED');
    await untilForgotten(page, ALL_OF_FIRST, REMOVAL_LIMIT_MS);
    await counter.startService();
    await citizenOnScreen(page, FIRST);
    await counter.clear();
  });

  it('is the service, killed while nobody is there: says so, and is ready by itself when it is back', async (test) => {
    if (!counter.ownsService()) test.skip('this pcscd is not ours to kill');
    const page = counter.page();
    await counter.stopService('SIGKILL');
    await errorOnScreen(page, 'PCSC_STOPPED');
    await counter.startService();
    await waitForStep(page, 'idle', LIMIT_MS);
    await counter.card().insert();
    await citizenOnScreen(page, FIRST);
    await counter.clear();
  });

  it('is the kiosk’s own helper, killed: the citizen is forgotten and the card read again by itself', async () => {
    const page = counter.page();
    await counter.card().insert();
    await citizenOnScreen(page, FIRST);
    await page.getByTestId('answer-identity-yes').click();
    await waitForStep(page, 'consent', LIMIT_MS);
    await counter.killPcscHost();
    await citizenOnScreen(page, FIRST);
    await counter.clear();
  });

  it('is another program that holds the card: says so, and the card is read once it is free', async () => {
    const page = counter.page();
    await counter.card().insert();
    await citizenOnScreen(page, FIRST);
    await photoOnScreen(page);
    await asOtherProgram(READER_NAME, async (other) => {
      await other.hold('exclusive');
      // The kiosk has read the card; a new helper reads it anew, and finds it held.
      await counter.killPcscHost();
      await errorOnScreen(page, 'READER_BUSY');
      await other.letGo();
      await citizenOnScreen(page, FIRST);
    });
    await counter.clear();
  });

  it('is a service that is not there when the program starts: says so, and reads the card when it comes', async (test) => {
    if (!counter.ownsService()) test.skip('this pcscd is not ours to stop');
    await counter.stopService('SIGTERM');
    const page = await counter.open();
    await errorOnScreen(page, 'PCSC_STOPPED');
    await counter.startService();
    await counter.signIn();
    await waitForStep(page, 'idle', LIMIT_MS);
    await counter.card().insert();
    await citizenOnScreen(page, FIRST);
    await counter.clear();
  });

  it('is a reader that is missing from the start: says so before and after the sign-in, and reads the card when it is there', async (test) => {
    if (!counter.ownsService()) test.skip('this pcscd is not ours to stop');
    await counter.stopService('SIGTERM');
    const stop = await startServiceWithoutReader();
    const page = await counter.open();
    try {
      await errorOnScreen(page, 'READER_MISSING');
      await counter.signIn();
      await errorOnScreen(page, 'READER_MISSING');
    } finally {
      await stop();
    }
    await counter.startService();
    await counter.card().insert();
    await citizenOnScreen(page, FIRST);
    await counter.clear();
  });
});
