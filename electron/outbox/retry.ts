export type RetryTiming = {
  /** How long one delivery may hold a record. */
  leaseMs: number;
  /** Longest wait before the first repetition; doubles with each failure up to `maxMs`. */
  baseMs: number;
  maxMs: number;
  /** Wait before the centre is asked again whether it takes this device. */
  haltMs: number;
  /** How often is looked whether the machine slept or its clock was set. */
  watchMs: number;
};

/** The lease is longer than the largest record takes on the slowest line. */
export const DEFAULT_TIMING: RetryTiming = {
  leaseMs: 300_000,
  baseMs: 2_000,
  maxMs: 300_000,
  haltMs: 3_600_000,
  watchMs: 5_000,
};

/** The longest pause a centre may ask for by Retry-After. */
const MAX_RETRY_AFTER_MS = 3_600_000;

/** Exponential back-off with full jitter: kiosks that lost the centre together do not come back together. */
export function backOffMs(failures: number, { baseMs, maxMs }: RetryTiming, random: () => number): number {
  return Math.round(random() * Math.min(maxMs, baseMs * 2 ** (failures - 1)));
}

/** The wait that the centre asked for, within reason. */
export function retryAfterMs(seconds: number): number {
  return Math.min(seconds * 1000, MAX_RETRY_AFTER_MS);
}
