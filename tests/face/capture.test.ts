import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { policySchema } from '../../contract/index.ts';
import { inProject } from '../../native/setup/index.ts';
import { captureWith } from './real-capture.ts';

const policy = policySchema.parse(
  JSON.parse(readFileSync(inProject('resources', 'policy', '2026-1.json'), 'utf8')),
);
/** Whole visits, with as many as the policy asks for, are the journeys'. */
const CHALLENGES = 1;
/** A clip plays in a loop of 14 s; a challenge may have to wait for the next one, on a busy computer for some. */
const LOOPS_MS = 12 * 14_000;

describe('a capture from the camera to the decision', () => {
  it(
    'takes frames that the trusted side accepts as live and as the holder of the card',
    async () => {
      const { steps, result } = await captureWith('malee', {
        face: policy.face,
        liveness: { ...policy.liveness, count: CHALLENGES },
      });
      expect(result.liveness.outcome).toBe('live');
      expect(result.comparison.zone).toBe('accept');
      const asked = new Set(steps.map(({ step }) => step));
      expect(asked.size).toBe(1 + CHALLENGES);
      expect(['look-straight', ...policy.liveness.challenges]).toEqual(expect.arrayContaining([...asked]));
      expect(steps[0]?.taken.guidance).toContain('hold-still');
    },
    LOOPS_MS,
  );
});
