/** Error rates of a comparison, in the words of ISO/IEC 19795-1. */

/** Scores of all pairs of a group. A genuine pair that could not be compared counts as a false non-match. */
export type Scores = { genuine: number[]; impostor: number[] };

/** Bounds of a rate at 95 % confidence, as if all tries were independent. */
export type Interval = [low: number, high: number];

export type OperatingPoint = {
  threshold: number;
  fmr: number;
  fnmr: number;
  ci: { fmr: Interval; fnmr: Interval };
};

export type GroupRates = {
  genuine: number;
  impostor: number;
  eer: number;
  fnmrAtFmr: Record<'0.01' | '0.001' | '0.0001', number>;
  accept: OperatingPoint;
  refer: OperatingPoint;
};

/** The score of a pair that could not be compared: below every other. */
export const NO_SCORE = -2;

export function ratesOf(scores: Scores, thresholds: { accept: number; refer: number }): GroupRates {
  return {
    genuine: scores.genuine.length,
    impostor: scores.impostor.length,
    eer: equalErrorRate(scores),
    fnmrAtFmr: {
      '0.01': fnmrAtFmr(scores, 0.01),
      '0.001': fnmrAtFmr(scores, 0.001),
      '0.0001': fnmrAtFmr(scores, 0.0001),
    },
    accept: operatingPoint(scores, thresholds.accept),
    refer: operatingPoint(scores, thresholds.refer),
  };
}

export function operatingPoint({ genuine, impostor }: Scores, threshold: number): OperatingPoint {
  const falseMatches = impostor.filter((score) => score >= threshold).length;
  const falseNonMatches = genuine.filter((score) => score < threshold).length;
  return {
    threshold,
    fmr: share(falseMatches, impostor.length),
    fnmr: share(falseNonMatches, genuine.length),
    ci: {
      fmr: wilson(falseMatches, impostor.length),
      fnmr: wilson(falseNonMatches, genuine.length),
    },
  };
}

/** The smallest FNMR of a threshold whose FMR is no more than so. */
export function fnmrAtFmr(scores: Scores, fmr: number): number {
  return Math.min(1, ...detCurve(scores).flatMap((point) => (point.fmr <= fmr ? [point.fnmr] : [])));
}

/** Where FMR and FNMR meet: the mean of both where they are closest. */
export function equalErrorRate(scores: Scores): number {
  const gap = ({ fmr, fnmr }: DetPoint): number => Math.abs(fmr - fnmr);
  const [first, ...others] = detCurve(scores);
  if (!first) return Number.NaN;
  const closest = others.reduce((best, point) => (gap(point) < gap(best) ? point : best), first);
  return (closest.fmr + closest.fnmr) / 2;
}

export type DetPoint = { threshold: number; fmr: number; fnmr: number };

/** Both rates at every score that an impostor reached, from the lowest, and above all of them. */
export function detCurve({ genuine, impostor }: Scores): DetPoint[] {
  const ownScores = Float64Array.from(genuine).sort();
  const otherScores = Float64Array.from(impostor).sort();
  if (ownScores.length === 0 || otherScores.length === 0) return [];
  let below = 0;
  const pointAt = (threshold: number, others: number): DetPoint => {
    while (below < ownScores.length && (ownScores[below] ?? 0) < threshold) below += 1;
    return { threshold, fmr: others / otherScores.length, fnmr: below / ownScores.length };
  };
  const points = [...otherScores].map((score, index) => pointAt(score, otherScores.length - index));
  const highest = otherScores.at(-1) ?? 0;
  return [...points, pointAt(highest + 1e-9, 0)];
}

/** Wilson's score interval (1927) for `count` of `n`, 95 %. */
export function wilson(count: number, n: number): Interval {
  if (n === 0) return [0, 1];
  const z = 1.959964;
  const p = count / n;
  const middle = p + (z * z) / (2 * n);
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // At the ends the formula gives the end itself, but for rounding.
  const low = count === 0 ? 0 : (middle - reach) / scale;
  const high = count === n ? 1 : (middle + reach) / scale;
  return [low, high];
}

export const share = (count: number, n: number): number => (n === 0 ? Number.NaN : count / n);
