import { describe, expect, it } from 'vitest';
import { FAULT_KINDS } from './plan-trial.ts';
import { runFaults } from './run-faults.ts';

const TRIALS = 60;
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
    // Every kind came to pass, but where no disk can be filled.
    const never = FAULT_KINDS.filter((kind) => figures.kinds[kind] === 0 && kind !== 'disk-full');
    expect(never).toEqual([]);
  });
});
