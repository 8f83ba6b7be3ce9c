import { describe, expect, it } from 'vitest';
import { backOffMs, retryAfterMs } from './retry.ts';

const timing = { leaseMs: 1, baseMs: 2_000, maxMs: 300_000, haltMs: 1, watchMs: 1 };
const longest = (failures: number) => backOffMs(failures, timing, () => 1);

describe('the wait after a failure', () => {
  it('doubles, up to a limit', () => {
    expect([1, 2, 3, 8, 9, 1000].map(longest)).toEqual([2_000, 4_000, 8_000, 256_000, 300_000, 300_000]);
  });

  it('lies anywhere below, so that kiosks do not come back together', () => {
    expect(backOffMs(3, timing, () => 0)).toBe(0);
    expect(backOffMs(3, timing, () => 0.25)).toBe(2_000);
  });

  it('is what the centre asks, and never more than an hour for it', () => {
    expect(retryAfterMs(7)).toBe(7_000);
    expect(retryAfterMs(1e9)).toBe(3_600_000);
  });
});
