import { describe, expect, it } from 'vitest';
import { runFaults } from './run-faults.ts';

const TRIALS = 20;
/** Several times what it takes on two cores. */
const LIMIT_MS = 600_000;

describe('kiosks and a centre while things go wrong', () => {
  it('lose, double and hold back nothing', { timeout: LIMIT_MS }, async () => {
    const wrong: string[] = [];
    const log = (line: string) => {
      if (line.startsWith('{')) wrong.push(line);
    };
    const figures = await runFaults({ trials: TRIALS, seed: 7, log });
    expect(wrong).toEqual([]);
    expect(figures).toMatchObject({ trials: TRIALS, lost: 0, doubled: 0, stuck: 0 });
    expect(figures.made).toBeGreaterThan(TRIALS);
    expect(figures.arrived).toBe(figures.made);
  });
});
