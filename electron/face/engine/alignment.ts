import { MESH, type Point3 } from '../../../contract/index.ts';

type Point = readonly [x: number, y: number];

/** Turns, scales and moves a picture: (x, y) becomes (a·x − b·y + tx, b·x + a·y + ty). */
export type Similarity = { a: number; b: number; tx: number; ty: number };

/**
 * Where eyes, nose tip and mouth corners lie in the 112×112 pixels that face comparison models are trained
 * on (InsightFace's ArcFace template). The first eye is the citizen's right one, on the left of the picture.
 */
const TEMPLATE: readonly Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
];
const TEMPLATE_POINTS = [
  MESH.rightIris,
  MESH.leftIris,
  MESH.noseTip,
  MESH.rightMouthCorner,
  MESH.leftMouthCorner,
];

/** The similarity that brings a face in the picture onto the template. */
export function alignToTemplate(
  landmarks: readonly Point3[],
  picture: { width: number; height: number },
): Similarity {
  const points = TEMPLATE_POINTS.map((index): Point => {
    const [x, y] = landmarks[index] ?? [Number.NaN, Number.NaN, 0];
    return [x * picture.width, y * picture.height];
  });
  return fitSimilarity(points, TEMPLATE);
}

/** The similarity without reflection that brings `from` closest to `to`, least squares (Umeyama 1991). */
export function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [fromX, fromY] = middle(from);
  const [toX, toY] = middle(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  for (const [index, [x, y]] of from.entries()) {
    const [targetX, targetY] = to[index] ?? [Number.NaN, Number.NaN];
    const [dx, dy] = [x - fromX, y - fromY];
    const [ex, ey] = [targetX - toX, targetY - toY];
    along += dx * ex + dy * ey;
    across += dx * ey - dy * ex;
    spread += dx * dx + dy * dy;
  }
  const a = along / spread;
  const b = across / spread;
  return { a, b, tx: toX - a * fromX + b * fromY, ty: toY - b * fromX - a * fromY };
}

function middle(points: readonly Point[]): Point {
  const sum = (axis: 0 | 1): number => points.reduce((total, point) => total + point[axis], 0);
  return [sum(0) / points.length, sum(1) / points.length];
}
