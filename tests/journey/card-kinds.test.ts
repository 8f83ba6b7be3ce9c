import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CardCounter, LIMIT_MS, openCardCounter } from './card-counter.ts';
import { DEMO_PEOPLE } from './citizen.ts';
import { playSample } from './clips.ts';
import { driveVisit, waitForCentre, waitForDelivery } from './drive.ts';

const VISIT_MS = 180_000;

const folder = mkdtempSync(path.join(tmpdir(), 'card-kinds-'));
const camera = path.join(folder, 'camera.mjpeg');
let counter: CardCounter;

beforeAll(async () => {
  playSample(camera, 'malee');
  counter = await openCardCounter('card-kinds');
  await waitForCentre(await counter.open(camera), LIMIT_MS);
}, VISIT_MS);
afterAll(async () => {
  await counter.close();
  rmSync(folder, { recursive: true });
});

/** The two kinds of card beside the common one; wilai's card is for life and knows only her year of birth. */
const KINDS = [
  { kind: 'of the layout 0002', sample: 'malee' },
  { kind: 'that takes the other form of GET RESPONSE (3B 67)', sample: 'wilai' },
];

describe('a whole visit with a card', () => {
  it.each(KINDS)(
    '$kind ends verified, and the centre has the record',
    async ({ sample }) => {
      playSample(camera, sample);
      const page = counter.page();
      const card = await counter.sampleCard(sample);
      const { last } = await driveVisit({ page, card, people: DEMO_PEOPLE, say: () => {} });
      expect(last.summary).toMatchObject({ outcome: 'verified', comparison: { zone: 'accept' } });
      const { recordState } = await waitForDelivery(page, LIMIT_MS);
      expect(recordState).toBe('received');
    },
    VISIT_MS,
  );
});
