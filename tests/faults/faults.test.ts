import { describe, expect, it } from 'vitest';
import { chanceOf, FAULT_KINDS, kindsOf, planTrial } from './plan-trial.ts';
import { runFaults } from './run-faults.ts';

const TRIALS = 60;
const SEED = 22;
/** Several times what it takes on two cores. */
const LIMIT_MS = 600_000;

describe('kiosks and a centre while things go wrong', () => {
  it('meet every kind of fault in these trials', () => {
    const plans = Array.from({ length: TRIALS }, (_, trial) => planTrial(chanceOf(SEED, trial)));
    const planned = new Set(plans.flatMap(kindsOf));
    expect(FAULT_KINDS.filter((kind) => !planned.has(kind))).toEqual([]);
  });

  it('lose, double and hold back nothing', { timeout: LIMIT_MS }, async () => {
    const wrong: string[] = [];
    const log = (line: string) => {
      if (line.startsWith('{')) wrong.push(line);
    };
    const figures = await runFaults({ trials: TRIALS, seed: SEED, log });
    expect(wrong).toEqual([]);
    expect(figures).toMatchObject({ trials: TRIALS, lost: 0, doubled: 0, stuck: 0 });
    expect(figures.made).toBeGreaterThan(TRIALS);
    expect(figures.arrived).toBe(figures.made);
  });
});
