import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE } from './citizen.ts';
import { driveVisit, waitForCentre, waitForDelivery } from './drive.ts';

const VISIT_MS = 180_000;

let counter: CardCounter;

beforeAll(async () => {
  counter = await openCardCounter('card-kinds');
});
afterAll(() => counter.close());

/** The two kinds of card beside the common one; wilai's card is for life and knows only her year of birth. */
const KINDS = [
  { kind: 'of the layout 0002', sample: 'malee' },
  { kind: 'that takes the other form of GET RESPONSE (3B 67)', sample: 'wilai' },
];

describe('a whole visit with a card', () => {
  it.each(KINDS)(
    '$kind ends verified, and the centre has the record',
    async ({ sample }) => {
      const page = await counter.open(sample);
      await waitForCentre(page, LIMIT_MS);
      const card = await counter.sampleCard(sample);
      const { last } = await driveVisit({ page, card, people: DEMO_PEOPLE, say: () => {} });
      expect(last.summary).toMatchObject({ outcome: 'verified', comparison: { zone: 'accept' } });
      const { recordState } = await waitForDelivery(page, LIMIT_MS);
      expect(recordState).toBe('received');
    },
    VISIT_MS,
  );
});
