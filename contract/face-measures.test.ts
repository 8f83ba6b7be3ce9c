import { describe, expect, it } from 'vitest';
import type { Point3 } from './face.ts';
import { faceBox, MESH, measureFace } from './face-measures.ts';

const PICTURE = { width: 640, height: 480 };

/** MediaPipe's matrix of a face turned about the upright axis: column by column. */
function turnedBy(degrees: number): number[] {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return [cos, 0, -sin, 0, 0, 1, 0, 0, sin, 0, cos, 0, 0, 0, -40, 1];
}

function meshWith(points: Record<number, Point3>): Point3[] {
  return Array.from({ length: MESH.count }, (_, index) => points[index] ?? [0.5, 0.5, 0]);
}

describe('measures of a face', () => {
  it('give a positive yaw when the face looks to the right of the picture, the citizen’s own left', () => {
    expect(measureFace(meshWith({}), turnedBy(20), PICTURE).pose.yaw).toBeCloseTo(20, 6);
    expect(measureFace(meshWith({}), turnedBy(-35), PICTURE).pose.yaw).toBeCloseTo(-35, 6);
  });

  it('give the opening of the mouth as a share of its width, in pixels and not in shares of the picture', () => {
    const mesh = meshWith({
      [MESH.rightInnerLipCorner]: [0.4, 0.6, 0],
      [MESH.leftInnerLipCorner]: [0.6, 0.6, 0],
      [MESH.upperInnerLip]: [0.5, 0.55, 0],
      [MESH.lowerInnerLip]: [0.5, 0.65, 0],
    });
    expect(measureFace(mesh, turnedBy(0), PICTURE).mouthOpening).toBeCloseTo((0.1 * 480) / (0.2 * 640), 6);
  });

  it('give the gap between the lids over the height from brow to cheek, which a tilted picture keeps', () => {
    const lids = Object.fromEntries(
      MESH.lids.flatMap(([upper, lower]): [number, Point3][] => [
        [upper, [0.4, 0.49, 0]],
        [lower, [0.4, 0.51, 0]],
      ]),
    );
    const around = Object.fromEntries(
      MESH.browToCheek.flatMap(([brow, cheek]): [number, Point3][] => [
        [brow, [0.4, 0.45, 0]],
        [cheek, [0.4, 0.55, 0]],
      ]),
    );
    const face = { ...lids, ...around };
    const lowered = Object.fromEntries(
      Object.entries(face).map(([index, [x, y, z]]): [string, Point3] => [index, [x, 0.7 * y, z]]),
    );
    expect(measureFace(meshWith(face), turnedBy(0), PICTURE).lidGap).toBeCloseTo(0.2, 6);
    expect(measureFace(meshWith(lowered), turnedBy(0), PICTURE).lidGap).toBeCloseTo(0.2, 6);
  });

  it('give the box around all points', () => {
    const box = faceBox([
      [0.2, 0.3, 0],
      [0.6, 0.4, 0],
      [0.3, 0.8, 0],
    ]);
    expect(box.x).toBeCloseTo(0.2, 9);
    expect(box.width).toBeCloseTo(0.4, 9);
    expect(box.height).toBeCloseTo(0.5, 9);
  });
});
