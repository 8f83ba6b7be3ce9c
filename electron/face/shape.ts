import { MESH, type Point3 } from '../../contract/index.ts';
import type { FaceAnalysis } from './engine-protocol.ts';

/** Points over bone, and the tip of the nose: what neither turns nor speaks by itself. */
const ANCHORS = [
  MESH.forehead,
  MESH.chin,
  MESH.rightCheek,
  MESH.leftCheek,
  MESH.noseTip,
  MESH.rightMouthCorner,
  MESH.leftMouthCorner,
  ...[33, 133, 362, 263], // corners of the eyes
  ...[168, 6, 197, 2, 0], // down the nose to the upper lip
  ...[127, 356], // temples
];

/**
 * How much the shape of a face has changed between two pictures: standard deviation of the logarithms of the
 * ratios of all distances between the anchors, in three dimensions. It knows neither size nor pose. A head keeps
 * its shape; of a bent picture that is turned, the mesh makes another face.
 */
export function shapeChange(one: FaceAnalysis, other: FaceAnalysis): number {
  const [from, to] = [distancesOf(one), distancesOf(other)];
  const changes = from.map((distance, index) => Math.log((to[index] ?? Number.NaN) / distance));
  const mean = changes.reduce((sum, change) => sum + change, 0) / changes.length;
  return Math.sqrt(changes.reduce((sum, change) => sum + (change - mean) ** 2, 0) / changes.length);
}

function distancesOf({ landmarks, aspect }: FaceAnalysis): number[] {
  const anchors = ANCHORS.map((index): Point3 => {
    const [x, y, z] = landmarks[index] ?? [Number.NaN, Number.NaN, Number.NaN];
    return [x * aspect, y, z * aspect];
  });
  return anchors.flatMap(([x, y, z], index) =>
    anchors.slice(index + 1).map(([u, v, w]) => Math.hypot(x - u, y - v, z - w)),
  );
}
