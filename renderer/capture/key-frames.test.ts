import { describe, expect, it } from 'vitest';
import { straightFace as straight } from '../../contract/testing.ts';
import { guidanceFor } from './guidance.ts';
import { chooseFrames } from './key-frames.ts';
import type { TrackedFrame } from './tracking.ts';

type Face = typeof straight;

/** Frames 50 ms apart. */
const film = (faces: (Partial<Face> | null)[]): TrackedFrame[] =>
  faces.map((face, index) => ({
    id: index + 1,
    at: 50 * index,
    faces: face ? 1 : 0,
    face: face && { ...straight, ...face },
  }));
const turn = (yaw: number): Partial<Face> => ({ pose: { yaw, pitch: 0, roll: 0 } });
const idsOf = (frames: TrackedFrame[] | null): number[] | undefined => frames?.map(({ id }) => id);

describe('the frames of the straight look', () => {
  it('are four stills once the face was straight long enough', () => {
    expect(chooseFrames('look-straight', film(Array(10).fill({})), null)).toBeNull();
    expect(idsOf(chooseFrames('look-straight', film(Array(15).fill({})), null))).toEqual([1, 6, 10, 15]);
  });

  it('begin again after every frame with a fault, without a face or with several', () => {
    const steady = film(Array(20).fill({}));
    const spoilt = (change: Partial<TrackedFrame>): TrackedFrame[] =>
      steady.map((frame, index) => (index === 10 ? { ...frame, ...change } : frame));
    expect(chooseFrames('look-straight', spoilt({ face: { ...straight, sharpness: 1 } }), null)).toBeNull();
    expect(chooseFrames('look-straight', spoilt({ faces: 0, face: null }), null)).toBeNull();
    expect(chooseFrames('look-straight', spoilt({ faces: 2 }), null)).toBeNull();
  });
});

describe('the frames of a challenge', () => {
  const away = [0, 0, 2, 8, 14, 20, 24, 24, 20, 12, 5, 0, 0, 0];

  it('are its start, its peak, its end and what lies between', () => {
    const frames = chooseFrames('turn-left', film(away.map(turn)), straight);
    expect(idsOf(frames)).toEqual([3, 5, 7, 10, 12]);
  });

  it('are taken of a head that stays turned as well', () => {
    const frames = chooseFrames(
      'turn-left',
      film([0, 10, 20, 24, 24, 24, 24, 24, 24, 24, 24].map(turn)),
      straight,
    );
    expect(frames?.at(-1)?.face?.pose.yaw).toBe(24);
  });

  it('are not there before the movement is seen, nor before its peak can be known', () => {
    expect(chooseFrames('turn-left', film(away.slice(0, 5).map(turn)), straight)).toBeNull();
    expect(chooseFrames('turn-left', film(away.slice(0, 8).map(turn)), straight)).toBeNull();
    expect(chooseFrames('turn-right', film(away.map(turn)), straight)).toBeNull();
    expect(chooseFrames('turn-left', film(away.map(turn)), null)).toBeNull();
  });

  it('of a blink hold open eyes before and after it', () => {
    const gaps = [0.2, 0.2, 0.2, 0.16, 0.1, 0.1, 0.16, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2];
    const frames = chooseFrames('blink', film(gaps.map((lidGap) => ({ lidGap }))), straight);
    expect(frames?.map(({ face }) => face?.lidGap)).toEqual([0.2, 0.16, 0.1, 0.16, 0.2]);
  });
});

describe('guidance', () => {
  const [frame] = film([{}]);
  const tell = (step: 'look-straight' | 'blink', face: Partial<Face> | null, faces = 1) =>
    guidanceFor(step, { id: 1, at: 0, faces: face ? faces : 0, face: face && { ...straight, ...face } });

  it('asks to hold still once the straight look is good', () => {
    expect(frame && guidanceFor('look-straight', frame)).toBe('hold-still');
  });

  it('says one thing at a time', () => {
    expect(tell('look-straight', null)).toBe('look-straight');
    expect(tell('look-straight', {}, 2)).toBe('one-person');
    expect(tell('look-straight', { height: 0.2, brightness: 0.1 })).toBe('closer');
    expect(tell('look-straight', { height: 0.9 })).toBe('further');
    expect(tell('look-straight', { brightness: 0.1 })).toBe('too-dark');
    expect(tell('look-straight', turn(20))).toBe('look-straight');
    expect(tell('look-straight', { eyeOpenness: 0.05 })).toBe('open-eyes');
    expect(tell('look-straight', { mouthOpening: 0.5 })).toBe('close-mouth');
    expect(tell('look-straight', { unevenness: 1.5 })).toBe('uneven-light');
    expect(tell('look-straight', { eyes: { light: 0.1, contrast: 0.02 } })).toBe('no-dark-glasses');
    expect(tell('look-straight', { lowerFace: { ...straight.lowerFace, mouthContrast: 0.01 } })).toBe(
      'no-mask',
    );
  });

  it('repeats the challenge, whatever a straight look would lack, unless the face gets out of sight', () => {
    expect(tell('blink', turn(20))).toBe('blink');
    expect(tell('blink', { eyeOpenness: 0.1 })).toBe('blink');
    expect(tell('blink', { height: 0.2 })).toBe('closer');
    expect(tell('blink', {}, 2)).toBe('one-person');
  });
});
