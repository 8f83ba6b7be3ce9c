import { describe, expect, it } from 'vitest';
import { MESH, type Point3 } from '../../contract/index.ts';
import { straightFace } from '../../contract/testing.ts';
import type { FaceAnalysis } from './engine-protocol.ts';
import { shapeChange } from './shape.ts';

/** Points all over a ball, in a picture twice as wide as high. */
const ball = Array.from({ length: MESH.count }, (_, index): Point3 => {
  const [round, up] = [index * 2.4, (2 * index) / MESH.count - 1];
  const wide = Math.sqrt(1 - up * up);
  return [wide * Math.cos(round), up, wide * Math.sin(round)];
});
const seen = (points: readonly Point3[]): FaceAnalysis => ({
  ...straightFace,
  aspect: 2,
  landmarks: points.map(([x, y, z]): Point3 => [x / 2, y, z / 2]),
});
const turned = ([x, y, z]: Point3): Point3 => [0.8 * x + 0.6 * z, y, 0.8 * z - 0.6 * x];

describe('the change of a shape', () => {
  it('is nothing for a head that turns, comes nearer and moves', () => {
    const nearer = ball.map(turned).map(([x, y, z]): Point3 => [1.3 * x + 0.2, 1.3 * y - 0.1, 1.3 * z]);
    expect(shapeChange(seen(ball), seen(nearer))).toBeLessThan(1e-9);
  });

  it('is plain for a face that gets narrower or flatter', () => {
    const narrower = ball.map(([x, y, z]): Point3 => [0.6 * x, y, z]);
    const flatter = ball.map(([x, y, z]): Point3 => [x, y, 0.3 * z]);
    expect(shapeChange(seen(ball), seen(narrower))).toBeGreaterThan(0.1);
    expect(shapeChange(seen(ball), seen(flatter))).toBeGreaterThan(0.1);
  });
});
