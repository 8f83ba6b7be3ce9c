import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CardFault, ErrorCode, VirtualCard } from '../../contract/index.ts';
import {
  type CardCounter,
  citizenOnScreen,
  EXAMPLE_CITIZEN,
  errorOnScreen,
  LIMIT_MS,
  openCardCounter,
  photoOnScreen,
  untilForgotten,
} from './card-counter.ts';
import { waitForStep } from './drive.ts';

/** One kiosk that stays open: after each trouble it must serve the next card by itself. */
let counter: CardCounter;

const { firstName: FIRST, words: ALL_OF_FIRST } = EXAMPLE_CITIZEN;
const SECOND = 'สมชาย';
const OTHER_CITIZEN = { cid: '0000000000001', nameTh: 'นาย#สมชาย##สุขใจ', nameEn: 'Mr.#Somchai##Sukjai' };
const REMOVAL_LIMIT_MS = 1000;

beforeAll(async () => {
  counter = await openCardCounter('card-trouble');
  await counter.open();
  await counter.signIn();
  await waitForStep(counter.page(), 'idle', LIMIT_MS);
});
afterEach(() => counter.clear());
afterAll(() => counter.close());

const withFaults = (...faults: CardFault[]) => counter.card({ faults });

async function expectNextCardIsRead(): Promise<void> {
  await counter.card(OTHER_CITIZEN).insert();
  await citizenOnScreen(counter.page(), SECOND);
}

describe('a card that can not be read', () => {
  const troubles: { name: string; code: ErrorCode; changes: Partial<VirtualCard>; photo?: Uint8Array }[] = [
    { name: 'the wrong way round', code: 'CARD_MUTE', changes: { faults: [{ atExchange: 0, do: 'mute' }] } },
    {
      name: 'not a Thai ID card',
      code: 'CARD_NOT_THAI_ID',
      changes: { faults: [{ atExchange: 1, do: 'status', status: '6A82' }] },
    },
    { name: 'with a wrong check digit', code: 'CARD_DATA_INVALID', changes: { cid: '1234567890122' } },
    {
      name: 'with a photo that is none',
      code: 'CARD_PHOTO_UNREADABLE',
      changes: {},
      photo: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0),
    },
  ];

  it.each(troubles)('$name: says $code, and the next card is read', async ({ code, changes, photo }) => {
    const card = counter.card(changes, photo);
    await card.insert();
    await errorOnScreen(counter.page(), code);
    card.remove();
    await waitForStep(counter.page(), 'idle', REMOVAL_LIMIT_MS);
    await expectNextCardIsRead();
  });

  it('expired: stops at it and names the day in the Buddhist era; the next card is read', async () => {
    const card = counter.card({ expiryDate: '25600102' });
    await card.insert();
    expect(await errorOnScreen(counter.page(), 'CARD_EXPIRED')).toContain('2 มกราคม 2560');
    await waitForStep(counter.page(), 'approval-needed', LIMIT_MS);
    card.remove();
    await expectNextCardIsRead();
  });

  it('changed for a good one while its refusal is still on screen: the good one is read', async () => {
    const [expired, good] = [counter.card({ expiryDate: '25600102' }), counter.card(OTHER_CITIZEN)];
    await expired.insert();
    await errorOnScreen(counter.page(), 'CARD_EXPIRED');
    expired.remove();
    await sleep(250);
    await good.insert();
    await citizenOnScreen(counter.page(), SECOND);
  });
});

describe('a card that is pulled out', () => {
  it('while its text is read: says so, and reads it when it is put in again', async () => {
    const card = withFaults({ atExchange: 4, do: 'remove' });
    await card.insert();
    await errorOnScreen(counter.page(), 'CARD_REMOVED');
    await card.insert();
    await citizenOnScreen(counter.page(), FIRST);
  });

  it('while its photo is read: says so, forgets the name, and reads it when it is put in again', async () => {
    const card = withFaults({ atExchange: 14, do: 'remove' });
    await card.insert();
    await errorOnScreen(counter.page(), 'CARD_REMOVED');
    await untilForgotten(counter.page(), ALL_OF_FIRST, REMOVAL_LIMIT_MS);
    await card.insert();
    await citizenOnScreen(counter.page(), FIRST);
  });

  it('while the citizen looks at name and photo: everything is gone within a second', async () => {
    const card = counter.card();
    await card.insert();
    await citizenOnScreen(counter.page(), FIRST);
    await photoOnScreen(counter.page());
    card.remove();
    expect(await untilForgotten(counter.page(), ALL_OF_FIRST)).toBeLessThan(REMOVAL_LIMIT_MS);
    await errorOnScreen(counter.page(), 'CARD_REMOVED');
    await expectNextCardIsRead();
  });

  it('at the question for consent: everything is gone within a second, and nothing was agreed', async () => {
    const card = counter.card();
    await card.insert();
    await citizenOnScreen(counter.page(), FIRST);
    await counter.page().getByTestId('answer-identity-yes').click();
    await waitForStep(counter.page(), 'consent', LIMIT_MS);
    card.remove();
    expect(await untilForgotten(counter.page(), ALL_OF_FIRST)).toBeLessThan(REMOVAL_LIMIT_MS);
    await errorOnScreen(counter.page(), 'CARD_REMOVED');
    await card.insert();
    await citizenOnScreen(counter.page(), FIRST);
  });

  it('and left out: the sentence makes way for the next citizen by itself', async () => {
    const card = withFaults({ atExchange: 4, do: 'remove' });
    await card.insert();
    await errorOnScreen(counter.page(), 'CARD_REMOVED');
    await waitForStep(counter.page(), 'idle', LIMIT_MS);
  });

  it('and put in again after a good reading: is read again', async () => {
    const card = counter.card();
    for (let times = 0; times < 2; times++) {
      await card.insert();
      await citizenOnScreen(counter.page(), FIRST);
      card.remove();
      await errorOnScreen(counter.page(), 'CARD_REMOVED');
    }
  });

  it('and swapped for another within 300 ms: shows the other citizen and nothing of the first', async () => {
    const [first, second] = [counter.card(), counter.card(OTHER_CITIZEN)];
    await first.insert();
    await citizenOnScreen(counter.page(), FIRST);
    first.remove();
    await sleep(250);
    await second.insert();
    await citizenOnScreen(counter.page(), SECOND);
    const html = await counter.page().content();
    expect(ALL_OF_FIRST.filter((word) => html.includes(word))).toEqual([]);
  });
});
