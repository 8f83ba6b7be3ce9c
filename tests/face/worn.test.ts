import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ProbeFault, probeFault } from '../../contract/index.ts';
import { at, readSample } from './clip.ts';
import { type RealEngine, startRealEngine } from './real-engine.ts';
import { withGlasses, withMask } from './worn.ts';

const PEOPLE = ['somying', 'malee', 'wilai'];
const MASKS = {
  blue: [150, 190, 215],
  white: [225, 225, 225],
  black: [35, 35, 38],
  beige: [205, 180, 160],
} as const;
const GLASSES = { black: [28, 26, 30] } as const;

let engine: RealEngine;
beforeAll(async () => {
  engine = await startRealEngine();
});
afterAll(() => engine?.stop());

async function faultOf(jpeg: Uint8Array): Promise<ProbeFault | null> {
  const { face } = await engine.analyze(jpeg);
  if (!face) throw new Error('no face');
  return probeFault(face);
}

async function straightLook(id: string) {
  const [jpeg] = at(readSample(id).clip, 1);
  if (!jpeg) throw new Error('no frame');
  const { face } = await engine.analyze(jpeg);
  if (!face) throw new Error('no face');
  return { jpeg, landmarks: face.landmarks };
}

describe.each(PEOPLE)('what %s wears', (id) => {
  it('is nothing on the bare face', async () => {
    expect(await faultOf((await straightLook(id)).jpeg)).toBeNull();
  });

  it.each(Object.entries(MASKS))('is seen when it is a %s mask', async (_name, colour) => {
    const { jpeg, landmarks } = await straightLook(id);
    expect(await faultOf(withMask(jpeg, landmarks, colour))).toBe('mask');
  });

  it.each(Object.entries(GLASSES))('is seen when it is %s glasses', async (_name, colour) => {
    const { jpeg, landmarks } = await straightLook(id);
    expect(await faultOf(withGlasses(jpeg, landmarks, colour))).toBe('dark-glasses');
  });
});
