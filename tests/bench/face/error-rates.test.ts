import { describe, expect, it } from 'vitest';
import { detCurve, equalErrorRate, fnmrAtFmr, NO_SCORE, ratesOf, wilson } from './error-rates.ts';

const impostor = Array.from({ length: 100 }, (_, index) => index / 200);
const thresholds = { accept: 0.55, refer: 0.4 };

describe('error rates', () => {
  it('are none where all genuine scores lie above all impostor scores', () => {
    const scores = { genuine: [0.6, 0.7], impostor };
    expect(ratesOf(scores, thresholds)).toMatchObject({
      genuine: 2,
      impostor: 100,
      eer: 0,
      fnmrAtFmr: { '0.01': 0, '0.001': 0, '0.0001': 0 },
      accept: { threshold: 0.55, fmr: 0, fnmr: 0 },
    });
  });

  it('count what lies on the wrong side of a threshold; a score on the threshold matches', () => {
    const { refer } = ratesOf({ genuine: [0.2, 0.4, 0.5, NO_SCORE], impostor }, thresholds);
    expect(refer.fmr).toBeCloseTo(0.2, 9);
    expect(refer.fnmr).toBeCloseTo(0.5, 9);
  });

  it('give the FNMR at the lowest threshold that keeps the FMR', () => {
    // One of a hundred impostors, with 0.495, may match at 1 %; none at 0.1 %.
    const scores = { genuine: [0.493, 0.495, 0.496, 0.7], impostor };
    expect(fnmrAtFmr(scores, 0.01)).toBeCloseTo(0.25, 9);
    expect(fnmrAtFmr(scores, 0.001)).toBeCloseTo(0.5, 9);
  });

  it('are equal where the curves cross', () => {
    const genuine = impostor.map((score) => score + 0.25);
    expect(equalErrorRate({ genuine, impostor })).toBeCloseTo(0.25, 1);
  });

  it('fall and rise along the DET curve', () => {
    const curve = detCurve({ genuine: impostor.map((score) => score + 0.1), impostor });
    for (const [index, { fmr, fnmr }] of curve.slice(1).entries()) {
      expect(fmr).toBeLessThanOrEqual(curve[index]?.fmr ?? 0);
      expect(fnmr).toBeGreaterThanOrEqual(curve[index]?.fnmr ?? 1);
    }
    expect(curve.at(-1)?.fmr).toBe(0);
  });

  it('come with the interval that Wilson gives', () => {
    expect(wilson(0, 100)[0]).toBe(0);
    expect(wilson(0, 100)[1]).toBeCloseTo(0.037, 3);
    expect(wilson(5, 100)[0]).toBeCloseTo(0.0215, 3);
    expect(wilson(5, 100)[1]).toBeCloseTo(0.1118, 3);
  });
});
