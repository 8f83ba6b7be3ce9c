import { describe, expect, it } from 'vitest';
import { MESH } from '../../../contract/index.ts';
import { createHead, type Vertex } from './head.ts';
import { CLIP_SECONDS, FRAMES_PER_SECOND, headAt } from './script.ts';

const OUTLINE = [MESH.forehead, MESH.leftCheek, MESH.chin, MESH.rightCheek];

/** A face of which only the points that matter stand apart: the nose in front, the mouth, the outline. */
function face(): Vertex[] {
  const points: Vertex[] = Array.from({ length: 468 }, () => [320, 240, 0]);
  points[MESH.noseTip] = [320, 250, -60];
  points[MESH.forehead] = [320, 130, 0];
  points[MESH.chin] = [320, 340, 0];
  points[MESH.rightCheek] = [240, 240, 40];
  points[MESH.leftCheek] = [400, 240, 40];
  points[MESH.rightInnerLipCorner] = [295, 295, -10];
  points[MESH.leftInnerLipCorner] = [345, 295, -10];
  return points;
}

const STRAIGHT = { yaw: 0, pitch: 0, blink: 0, mouth: 0 };

describe('the head of a sample clip', () => {
  const head = createHead(face(), OUTLINE);
  const nose = (state: Partial<typeof STRAIGHT>): Vertex =>
    head.pose({ ...STRAIGHT, ...state })[MESH.noseTip] ?? [0, 0, 0];

  it('looks exactly as photographed while it is straight', () => {
    for (const [index, vertex] of head.pose(STRAIGHT).entries())
      for (const axis of [0, 1, 2] as const)
        expect(vertex[axis]).toBeCloseTo(head.still[index]?.[axis] ?? Number.NaN, 6);
  });

  it('turns the nose to the right of the picture for a turn to the person’s own left, and up for a look up', () => {
    expect(nose({ yaw: 30 })[0]).toBeGreaterThan(nose({})[0] + 30);
    expect(nose({ yaw: -30 })[0]).toBeLessThan(nose({})[0] - 30);
    expect(nose({ pitch: 20 })[1]).toBeLessThan(nose({})[1] - 20);
  });

  it('leaves the outermost ring on the background', () => {
    const moved = head.pose({ ...STRAIGHT, yaw: 30 });
    expect(moved.slice(-OUTLINE.length)).toEqual(head.still.slice(-OUTLINE.length));
  });
});

describe('the script of a sample clip', () => {
  const states = Array.from({ length: CLIP_SECONDS * FRAMES_PER_SECOND }, (_, frame) =>
    headAt(frame / FRAMES_PER_SECOND),
  );

  it('begins with two seconds of a straight look and ends in one, so that it can loop', () => {
    expect(states.slice(0, 2 * FRAMES_PER_SECOND)).toEqual(Array(2 * FRAMES_PER_SECOND).fill(STRAIGHT));
    expect(headAt(CLIP_SECONDS - 1 / FRAMES_PER_SECOND)).toEqual(STRAIGHT);
  });

  it('makes every movement a challenge can ask for, one at a time, none with a jerk', () => {
    expect(Math.max(...states.map(({ yaw }) => yaw))).toBeGreaterThan(25);
    expect(Math.min(...states.map(({ yaw }) => yaw))).toBeLessThan(-25);
    for (const movement of ['blink', 'mouth'] as const)
      expect(Math.max(...states.map((state) => state[movement]))).toBeCloseTo(1, 6);
    for (const state of states)
      expect(
        [state.yaw, state.pitch, state.blink, state.mouth].filter((value) => value !== 0).length,
      ).toBeLessThan(2);
    for (const [index, { yaw }] of states.entries())
      expect(Math.abs(yaw - (states[index - 1]?.yaw ?? yaw))).toBeLessThan(5);
  });
});
