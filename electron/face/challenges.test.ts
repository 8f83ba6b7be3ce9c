import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Challenge, challengeSchema } from '../../contract/index.ts';
import { drawChallenges, drawReplacement } from './challenges.ts';

const all = challengeSchema.options;

describe('drawing challenges', () => {
  it('draws as many as asked, each at most once, whatever the random numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: all.length }),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 12,
          maxLength: 12,
        }),
        (count, randoms) => {
          const next = randoms[Symbol.iterator]();
          const drawn = drawChallenges({ challenges: all, count }, () => next.next().value ?? 0);
          expect(drawn).toHaveLength(count);
          expect(new Set(drawn).size).toBe(count);
          expect(all).toEqual(expect.arrayContaining(drawn));
          expect(drawn.some((challenge) => challenge.startsWith('turn-'))).toBe(true);
          if (count > 1) expect(drawn.includes('blink') || drawn.includes('open-mouth')).toBe(true);
        },
      ),
    );
  });

  it('gives every order and every challenge', () => {
    const random = seededRandom();
    const options = { challenges: all, count: 3 };
    const drawn = Array.from({ length: 2000 }, () => drawChallenges(options, random));
    // Of the 60 ordered draws of three out of five, 6 have no turn and 6 neither blink nor open mouth.
    expect(new Set(drawn.map((order) => order.join())).size).toBe(48);
    for (const challenge of all)
      for (const place of [0, 1, 2]) expect(drawn.some((order) => order[place] === challenge)).toBe(true);
  });

  it('replaces one by another that was not asked yet, and keeps a turn and a movement of the face itself', () => {
    const replace = (failed: Challenge, others: Challenge[], givenUp: Challenge[] = []) =>
      drawReplacement(failed, { drawn: [failed, ...others], givenUp }, all, () => 0);
    expect(replace('blink', ['turn-left', 'look-up'])).toBe('open-mouth');
    expect(replace('turn-right', ['blink', 'look-up'])).toBe('turn-left');
    expect(replace('blink', ['turn-left', 'look-up'], ['open-mouth'])).toBeNull();
    expect(['turn-right', 'look-up']).toContain(replace('blink', ['turn-left', 'open-mouth']));
    expect(['turn-right', 'open-mouth']).toContain(replace('look-up', ['turn-left', 'blink']));
  });

  it('draws all there are when more are asked', () => {
    const drawn = drawChallenges({ challenges: ['blink'], count: 3 }, () => 0);
    expect(drawn).toEqual(['blink']);
  });
});

/** Park and Miller's generator: the same numbers in every run. */
function seededRandom(): () => number {
  let state = 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
