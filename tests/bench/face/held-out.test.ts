import { describe, expect, it } from 'vitest';
import { policySchema } from '../../../contract/index.ts';
import policyJson from '../../../resources/policy/2026-1.json' with { type: 'json' };
import type { Enrolled } from './comparisons.ts';
import { measureHeldOut } from './held-out.ts';

const { face } = policySchema.parse(policyJson);

/** Two photos of a person whose embedding points so many degrees away from everybody's first one. */
const personAt = (subject: string, degrees: number): Enrolled[] => {
  const embedding = Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180));
  return [1, 2].map(() => ({ subject, group: 'one', reference: embedding, probe: embedding }));
};

describe('a threshold on people it has not seen', () => {
  it('is chosen on one half and measured on the other, both ways round', () => {
    // In turn: a and c are 61° apart (cosine 0.485), b and d 45° (0.71).
    const people = [...personAt('a', 0), ...personAt('b', 100), ...personAt('c', 61), ...personAt('d', 145)];
    const [first, second] = measureHeldOut(people, face);
    expect(first).toMatchObject({ threshold: 0.49, people: { chose: 2, measured: 2 } });
    expect(first?.groups.one).toMatchObject({ genuine: 4, impostor: 8, fmr: 1, fnmr: 0 });
    expect(second).toMatchObject({ threshold: 0.71 });
    expect(second?.groups.all).toMatchObject({ impostor: 8, fmr: 0, fnmr: 0 });
  });
});
