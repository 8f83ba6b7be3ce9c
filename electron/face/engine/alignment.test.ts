import { describe, expect, it } from 'vitest';
import { fitSimilarity } from './alignment.ts';

type Point = readonly [number, number];

describe('fitting a similarity', () => {
  it('finds the turn, the scale and the shift that were made', () => {
    const from: Point[] = [
      [0, 0],
      [4, 1],
      [2, 5],
      [-1, 3],
    ];
    const [a, b, tx, ty] = [1.2, -0.7, 10, -4];
    const to = from.map(([x, y]): Point => [a * x - b * y + tx, b * x + a * y + ty]);
    const found = fitSimilarity(from, to);
    expect(found.a).toBeCloseTo(a, 9);
    expect(found.b).toBeCloseTo(b, 9);
    expect(found.tx).toBeCloseTo(tx, 9);
    expect(found.ty).toBeCloseTo(ty, 9);
  });

  it('never mirrors', () => {
    const from: Point[] = [
      [-1, 0],
      [1, 0],
      [0, 2],
    ];
    const mirrored = from.map(([x, y]): Point => [-x, y]);
    const { a, b } = fitSimilarity(from, mirrored);
    // The best turn that is no mirror: of length below 1, for no turn fits.
    expect(Math.hypot(a, b)).toBeLessThan(0.9);
  });
});
