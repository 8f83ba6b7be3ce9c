import { describe, expect, it } from 'vitest';
import { compareFaces } from './comparison.ts';
import { fuse, similarity } from './embedding.ts';

const policy = {
  model: 'test',
  acceptThreshold: 0.55,
  lookThreshold: 0.4,
  maxAttempts: 5,
  attemptPauseSeconds: 30,
  supervisorAfter: 8,
};
const reference = Float32Array.of(1, 0);
/** An embedding at this cosine from the reference. */
const at = (cosine: number): Float32Array => Float32Array.of(cosine, Math.sqrt(1 - cosine ** 2));

describe('comparing probe and reference', () => {
  it.each([
    [0.56, 'accept'],
    [0.54, 'look'],
    [0.41, 'look'],
    [0.39, 'refuse'],
    [-0.2, 'refuse'],
  ])('puts a score of %f into the zone %s', (cosine, zone) => {
    const comparison = compareFaces(at(cosine), reference, policy);
    expect(comparison).toMatchObject({ zone, threshold: 0.55, model: 'test' });
    expect(comparison.score).toBeCloseTo(cosine, 5);
  });

  it('fuses several pictures into one embedding of length 1 between them', () => {
    const fused = fuse([at(0.9), Float32Array.of(0.9, -Math.sqrt(1 - 0.81))]);
    expect(similarity(fused, fused)).toBeCloseTo(1, 6);
    expect(similarity(fused, reference)).toBeCloseTo(1, 6);
    expect(() => fuse([])).toThrow('nothing to fuse');
  });
});
