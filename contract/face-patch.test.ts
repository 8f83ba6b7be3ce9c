import { describe, expect, it } from 'vitest';
import type { Point3 } from './face.ts';
import { FACE_PATCH, measurePatch } from './face-patch.ts';

/** A mesh whose points lie on the patch as on themselves; the regions are wherever their points are. */
const mesh: Point3[] = Array.from({ length: 478 }, (_, index) => [
  (index % 22) / 21,
  Math.floor(index / 22) / 21,
  0,
]);

const patch = (value: (x: number, y: number) => number): Uint8ClampedArray =>
  Uint8ClampedArray.from({ length: 4 * FACE_PATCH * FACE_PATCH }, (_, index) => {
    const pixel = Math.floor(index / 4);
    return value(pixel % FACE_PATCH, Math.floor(pixel / FACE_PATCH));
  });
const measure = (value: (x: number, y: number) => number) => measurePatch(patch(value), mesh);

describe('measures of a patch', () => {
  it('are the mean light, and no sharpness and no contrast where nothing changes', () => {
    const { brightness, sharpness, unevenness, lowerFace, eyes } = measure(() => 51);
    expect(brightness).toBeCloseTo(0.2, 3);
    expect(sharpness).toBeCloseTo(0, 6);
    expect(unevenness).toBeCloseTo(0, 6);
    expect(lowerFace.mouthContrast).toBeCloseTo(0, 6);
    expect(eyes.light).toBeCloseTo(1, 6);
  });

  it('are sharper for an edge than for the same edge blurred', () => {
    const edge = measure((x) => (x < FACE_PATCH / 2 ? 40 : 200));
    const blurred = measure((x) => 40 + (160 * x) / FACE_PATCH);
    expect(edge.sharpness).toBeGreaterThan(20 * blurred.sharpness);
  });

  it('tell how many times more light one side of the face has, whichever it is', () => {
    const sided = (left: number, right: number): number => {
      const halved = mesh.map(
        ([, y], index): Point3 => [RIGHT.has(index) ? 0.2 : LEFT.has(index) ? 0.8 : 0.5, y, 0],
      );
      halved[0] = [0, 0, 0];
      halved[477] = [1, 1, 0];
      return measurePatch(
        patch((x) => (x < FACE_PATCH / 2 ? right : left)),
        halved,
      ).unevenness;
    };
    expect(sided(200, 100)).toBeCloseTo(1, 6);
    expect(sided(50, 200)).toBeCloseTo(2, 6);
  });
});

const RIGHT = new Set([50, 205, 117, 108]);
const LEFT = new Set([280, 425, 346, 337]);
