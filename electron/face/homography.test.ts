import { describe, expect, it } from 'vitest';
import { homographyResidual, type Point } from './homography.ts';

type Solid = readonly [x: number, y: number, z: number];

/** A grid of points as a camera sees them after a turn by so many degrees about the upright axis. */
function seen(points: readonly Solid[], degrees: number): Point[] {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  return points.map(([x, y, z]) => {
    const depth = 5 + x * sin + z * cos;
    return [(x * cos - z * sin) / depth, y / depth];
  });
}

const grid = Array.from({ length: 49 }, (_, index): readonly [number, number] => [
  (index % 7) / 3 - 1,
  Math.floor(index / 7) / 3 - 1,
]);
const plane = grid.map(([x, y]): Solid => [x, y, 0]);
const dome = grid.map(([x, y]): Solid => [x, y, -0.5 * Math.max(0, 1 - x * x - y * y)]);

describe('the residual of a homography', () => {
  it('is nothing for a plane, from whatever side it is seen', () => {
    for (const degrees of [-50, -20, 0, 20, 50])
      expect(homographyResidual(seen(plane, 0), seen(plane, degrees))).toBeLessThan(1e-9);
  });

  it('is clear for a dome that turns, and grows with the turn', () => {
    const small = homographyResidual(seen(dome, 0), seen(dome, 10));
    const large = homographyResidual(seen(dome, 0), seen(dome, 25));
    expect(small).toBeGreaterThan(1e-3);
    expect(large).toBeGreaterThan(1.5 * small);
  });

  it('is measured in the units of the second picture', () => {
    const turned = seen(dome, 20);
    const twice = turned.map(([x, y]): Point => [2 * x + 7, 2 * y - 3]);
    const residual = homographyResidual(seen(dome, 0), turned);
    expect(homographyResidual(seen(dome, 0), twice)).toBeCloseTo(2 * residual, 6);
  });
});
