import fc from 'fast-check';
import { describe, it } from 'vitest';
import { readSpoiledAnswers, readSpoiledMemory, spoiledAnswers, spoiledMemories } from './testing.ts';

/** Of each kind; the bench tries a hundred thousand. */
const IMAGES = 1000;

describe('a card that may hold anything', () => {
  it('gives a whole identity or an error, with random bytes in any field', () =>
    fc.assert(fc.asyncProperty(spoiledMemories, readSpoiledMemory), { numRuns: IMAGES }));

  it('gives a whole identity or an error, with answers cut, grown and replaced', () =>
    fc.assert(fc.asyncProperty(spoiledAnswers, readSpoiledAnswers), { numRuns: IMAGES }));
});
