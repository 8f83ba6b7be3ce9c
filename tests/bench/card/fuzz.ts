import fc from 'fast-check';
import {
  readSpoiledAnswers,
  readSpoiledMemory,
  spoiledAnswers,
  spoiledMemories,
} from '../../../electron/card/testing.ts';

type Options = { images: number; seed: number; log: (line: string) => void };

const BATCH = 1000;

/** Reads spoiled cards in memory, of both kinds in turn; counts those that end in neither a whole identity nor an error. */
export async function fuzz({ images, seed, log }: Options): Promise<{ images: number; failures: number }> {
  let failures = 0;
  const tryAll = async <Card>(
    cards: fc.Arbitrary<Card>,
    count: number,
    batchSeed: number,
    read: (card: Card) => Promise<void>,
  ) => {
    for (const card of fc.sample(cards, { numRuns: count, seed: batchSeed })) {
      await read(card).catch((error: unknown) => {
        failures++;
        log(`${fc.stringify(card)}: ${error}`);
      });
    }
  };
  for (let done = 0, batch = seed; done < images; done += BATCH, batch++) {
    const count = Math.min(BATCH, images - done);
    const ofMemories = Math.ceil(count / 2);
    await tryAll(spoiledMemories, ofMemories, batch, readSpoiledMemory);
    if (count > ofMemories) await tryAll(spoiledAnswers, count - ofMemories, batch, readSpoiledAnswers);
  }
  return { images, failures };
}
