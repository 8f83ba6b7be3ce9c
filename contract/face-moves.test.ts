import { describe, expect, it } from 'vitest';
import { probeFault, showsChallenge } from './face-moves.ts';

const straight = {
  pose: { yaw: 0, pitch: 0, roll: 0 },
  eyeOpenness: 0.3,
  mouthOpening: 0.02,
  centre: [0.5, 0.5] as const,
  height: 0.45,
  brightness: 0.5,
  sharpness: 300,
};
const turned = (yaw: number, pitch = 0) => ({ ...straight, pose: { yaw, pitch, roll: 0 } });
const eyes = (...openness: number[]) => openness.map((eyeOpenness) => ({ ...straight, eyeOpenness }));

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
    expect(showsChallenge('blink', eyes(0.3, 0.12, 0.29), straight)).toBe(true);
    expect(showsChallenge('blink', eyes(0.3, 0.12, 0.12), straight)).toBe(false);
    expect(showsChallenge('blink', eyes(0.12, 0.3, 0.3), straight)).toBe(false);
    expect(showsChallenge('blink', eyes(0.3, 0.25, 0.3), straight)).toBe(false);
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
    ['further', { height: 0.9 }],
    ['closer', { height: 0.2 }],
    ['centre', { centre: [0.8, 0.5] as const }],
    ['too-dark', { brightness: 0.1 }],
    ['too-bright', { brightness: 0.95 }],
    ['look-straight', { pose: { yaw: 20, pitch: 0, roll: 0 } }],
    ['close-mouth', { mouthOpening: 0.4 }],
    ['open-eyes', { eyeOpenness: 0.1 }],
    ['hold-still', { sharpness: 5 }],
  ])('is told to be %s', (fault, change) => {
    expect(probeFault({ ...straight, ...change })).toBe(fault);
  });
});
