import { describe, expect, it } from 'vitest';
import { probeFault, showsChallenge } from './face-moves.ts';
import { straightFace as straight } from './testing.ts';

const turned = (yaw: number, pitch = 0) => ({ ...straight, pose: { yaw, pitch, roll: 0 } });
const eyes = (...gaps: number[]) => gaps.map((lidGap) => ({ ...straight, lidGap }));

describe('a challenge', () => {
  it('is shown by a turn to the side that was asked for, measured from the straight look', () => {
    expect(showsChallenge('turn-left', [turned(5), turned(20)], straight)).toBe(true);
    expect(showsChallenge('turn-right', [turned(5), turned(20)], straight)).toBe(false);
    expect(showsChallenge('turn-right', [turned(-20)], straight)).toBe(true);
    expect(showsChallenge('turn-left', [turned(20)], turned(10))).toBe(false);
    expect(showsChallenge('look-up', [turned(0, 8)], straight)).toBe(true);
    expect(showsChallenge('look-up', [turned(0, -8)], straight)).toBe(false);
  });

  it('is shown by a mouth that opens', () => {
    expect(showsChallenge('open-mouth', [{ ...straight, mouthOpening: 0.4 }], straight)).toBe(true);
    expect(showsChallenge('open-mouth', [{ ...straight, mouthOpening: 0.1 }], straight)).toBe(false);
  });

  it('is a blink only when the eyes were open, closed and open again', () => {
    expect(showsChallenge('blink', eyes(0.2, 0.12, 0.19), straight)).toBe(true);
    expect(showsChallenge('blink', eyes(0.2, 0.12, 0.12), straight)).toBe(false);
    expect(showsChallenge('blink', eyes(0.12, 0.2, 0.2), straight)).toBe(false);
    expect(showsChallenge('blink', eyes(0.2, 0.17, 0.2), straight)).toBe(false);
  });

  it('is shown by no frames at all', () => {
    expect(showsChallenge('turn-left', [], straight)).toBe(false);
    expect(showsChallenge('blink', [], straight)).toBe(false);
  });
});

describe('a frame for the probe', () => {
  it('has no fault when it is straight, clear and near', () => {
    expect(probeFault(straight)).toBeNull();
  });

  it.each([
    [
      'a beard, dark but with lips in it',
      { lowerFace: { colour: 10, light: -1.8, lipColour: 12, mouthContrast: 0.4 } },
    ],
    ['deep-set eyes with lids to be seen', { eyes: { light: 0.35, contrast: 0.2 } }],
  ])('has no fault because of %s', (_what, change) => {
    expect(probeFault({ ...straight, ...change })).toBeNull();
  });

  it.each([
    ['further', { height: 0.9 }],
    ['closer', { height: 0.2 }],
    ['centre', { centre: [0.8, 0.5] as const }],
    ['too-dark', { brightness: 0.1 }],
    ['too-bright', { brightness: 0.95 }],
    ['uneven-light', { unevenness: 1.2 }],
    ['mask', { lowerFace: { ...straight.lowerFace, mouthContrast: 0.02 } }],
    ['mask', { lowerFace: { colour: 25, light: 0.1, lipColour: 1, mouthContrast: 0.2 } }],
    ['mask', { lowerFace: { colour: 3, light: -2.2, lipColour: 1, mouthContrast: 0.2 } }],
    ['dark-glasses', { eyes: { light: 0.14, contrast: 0.2 } }],
    ['dark-glasses', { eyes: { light: 0.35, contrast: 0.05 } }],
    ['look-straight', { pose: { yaw: 20, pitch: 0, roll: 0 } }],
    ['close-mouth', { mouthOpening: 0.4 }],
    ['open-eyes', { eyeOpenness: 0.1 }],
    ['hold-still', { sharpness: 5 }],
  ])('is told to be %s', (fault, change) => {
    expect(probeFault({ ...straight, ...change })).toBe(fault);
  });
});
