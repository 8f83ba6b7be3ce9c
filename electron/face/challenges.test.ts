import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { challengeSchema } from '../../contract/index.ts';
import { drawChallenges } from './challenges.ts';

const all = challengeSchema.options;

describe('drawing challenges', () => {
  it('draws as many as asked, each at most once, whatever the random numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: all.length }),
        fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), {
          minLength: 5,
          maxLength: 5,
        }),
        (count, randoms) => {
          const next = randoms[Symbol.iterator]();
          const drawn = drawChallenges(
            { challenges: all, count, captureSeconds: 90 },
            () => next.next().value ?? 0,
          );
          expect(drawn).toHaveLength(count);
          expect(new Set(drawn).size).toBe(count);
          expect(all).toEqual(expect.arrayContaining(drawn));
        },
      ),
    );
  });

  it('can give every order', () => {
    const orders = new Set<string>();
    for (const first of [0, 0.34, 0.67])
      for (const second of [0, 0.5]) {
        const randoms = [first, second, 0];
        const draw = () => randoms.shift() ?? 0;
        const options = { challenges: all.slice(0, 3), count: 3, captureSeconds: 90 };
        orders.add(drawChallenges(options, draw).join());
      }
    expect(orders.size).toBe(6);
  });

  it('draws all there are when more are asked', () => {
    const drawn = drawChallenges({ challenges: ['blink'], count: 3, captureSeconds: 90 }, () => 0);
    expect(drawn).toEqual(['blink']);
  });
});
