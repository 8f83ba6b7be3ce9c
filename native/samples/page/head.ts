import { MESH } from '../../../contract/index.ts';
import type { HeadState } from './script.ts';

/** Pixels of the picture; z in the same scale, smaller is closer to the camera. */
export type Vertex = readonly [x: number, y: number, z: number];

/** Lines of the upper lid and the lower one under it, and the skin above that follows; right eye, left eye. */
export const LIDS = [
  {
    corners: [33, 133],
    upper: [246, 161, 160, 159, 158, 157, 173],
    lower: [7, 163, 144, 145, 153, 154, 155],
    skin: [247, 30, 29, 27, 28, 56, 190],
  },
  {
    corners: [263, 362],
    upper: [466, 388, 387, 386, 385, 384, 398],
    lower: [249, 390, 373, 374, 380, 381, 382],
    skin: [467, 260, 259, 257, 258, 286, 414],
  },
] as const;
const LID_CLOSES = 0.92;
const SKIN_FOLLOWS = 0.45;

const UPPER_LIP = new Set([
  185, 40, 39, 37, 0, 267, 269, 270, 409, 191, 80, 81, 82, 13, 312, 311, 310, 415, 184, 74, 73, 72, 11, 302,
  303, 304, 408, 183, 42, 41, 38, 12, 268, 271, 272, 407,
]);
/** The inner edge of the lips, all round. */
export const MOUTH_EDGE = [
  78, 191, 80, 81, 82, 13, 312, 311, 310, 415, 308, 324, 318, 402, 317, 14, 87, 178, 88, 95,
] as const;
/** How far the jaw drops when the mouth is open, as a share of the face's height. */
const JAW_DROP = 0.12;
/** Where only half of the drop is left, as a multiple of half the mouth's width. */
const JAW_WIDTH = 1.1;

/**
 * Rings around the face: how large, as a multiple of the face's outline, and how much of its movement they
 * make. The outermost lies still on the background.
 */
export const RINGS = [
  { size: 1.1, follows: 1 },
  { size: 1.3, follows: 0.85 },
  { size: 1.6, follows: 0.4 },
  { size: 2, follows: 0 },
] as const;
/** The head behind the face: how much further back each ring lies, as a share of the face's height. */
const RING_DEPTH = 0.12;
/** The neck's axis behind the face, and the camera's distance, as shares of the face's height. */
const AXIS_DEPTH = 0.42;
const CAMERA_DISTANCE = 4.5;

/**
 * The head as a mesh: the face's points, then ring after ring around its outline.
 *
 * @param face the 468 points of the mesh on the portrait
 * @param outline numbers of the points that go round the face
 * @returns the vertices on the portrait, and where they are in each state of the head
 */
export function createHead(face: readonly Vertex[], outline: readonly number[]) {
  const [top, chin] = [pointOf(face, MESH.forehead), pointOf(face, MESH.chin)];
  const height = chin[1] - top[1];
  const middle: Vertex = [(top[0] + chin[0]) / 2, (top[1] + chin[1]) / 2, 0];
  const depth = Math.min(...face.map(([, , z]) => z)) + AXIS_DEPTH * height;

  const rings = RINGS.flatMap(({ size }, ring) =>
    outline.map((index): Vertex => {
      const [x, y, z] = pointOf(face, index);
      const further = (ring + 1) * RING_DEPTH * height;
      return [middle[0] + size * (x - middle[0]), middle[1] + size * (y - middle[1]), z + further];
    }),
  );
  const still = [...face, ...rings];
  const follows = (index: number): number =>
    index < face.length ? 1 : (RINGS[Math.floor((index - face.length) / outline.length)]?.follows ?? 0);

  function pose(state: HeadState): Vertex[] {
    const moved = [...dropJaw(closeLids(face, state.blink), state.mouth, height), ...rings];
    return moved.map((vertex, index) => {
      const turned = turn(vertex, state);
      const share = follows(index);
      const from = still[index] ?? vertex;
      const mix = (axis: 0 | 1 | 2): number => from[axis] + share * (turned[axis] - from[axis]);
      return [mix(0), mix(1), mix(2)];
    });
  }

  function turn([x, y, z]: Vertex, { yaw, pitch }: HeadState): Vertex {
    const [sinYaw, cosYaw] = sinCos(yaw);
    const [sinPitch, cosPitch] = sinCos(pitch);
    const [dx, dy, dz] = [x - middle[0], y - middle[1], z - depth];
    const [x1, z1] = [dx * cosYaw - dz * sinYaw, dx * sinYaw + dz * cosYaw];
    const [y2, z2] = [dy * cosPitch + z1 * sinPitch, z1 * cosPitch - dy * sinPitch];
    // What comes closer grows; a straight look stays exactly as it was photographed.
    const camera = CAMERA_DISTANCE * height;
    const nearer = (camera + dz) / (camera + z2);
    return [middle[0] + x1 * nearer, middle[1] + y2 * nearer, depth + z2];
  }

  return { still, pose };
}

function closeLids(face: readonly Vertex[], blink: number): Vertex[] {
  const moved = [...face];
  for (const { upper, lower, skin } of LIDS)
    for (const [index, upperPoint] of upper.entries()) {
      const [, lowerY] = pointOf(face, lower[index] ?? upperPoint);
      const drop = blink * (lowerY - pointOf(face, upperPoint)[1]);
      moved[upperPoint] = lowered(pointOf(face, upperPoint), LID_CLOSES * drop);
      const skinPoint = skin[index] ?? upperPoint;
      moved[skinPoint] = lowered(pointOf(face, skinPoint), SKIN_FOLLOWS * drop);
    }
  return moved;
}

/** Everything under the mouth sinks, most in the middle. */
function dropJaw(face: readonly Vertex[], open: number, height: number): Vertex[] {
  const right = pointOf(face, MESH.rightInnerLipCorner);
  const left = pointOf(face, MESH.leftInnerLipCorner);
  const middleX = (right[0] + left[0]) / 2;
  const lineY = (right[1] + left[1]) / 2;
  const halfWidth = (left[0] - right[0]) / 2;
  const lowerLipEdge = new Set<number>(MOUTH_EDGE);
  return face.map((vertex, index) => {
    const under = vertex[1] > lineY || lowerLipEdge.has(index);
    if (!under || UPPER_LIP.has(index)) return vertex;
    const aside = Math.abs(vertex[0] - middleX) / halfWidth;
    const share = 1 / (1 + (aside / JAW_WIDTH) ** 4);
    const corner = index === MESH.rightInnerLipCorner || index === MESH.leftInnerLipCorner;
    return lowered(vertex, open * JAW_DROP * height * (corner ? 0.2 : share));
  });
}

function lowered([x, y, z]: Vertex, by: number): Vertex {
  return [x, y + by, z];
}

function pointOf(points: readonly Vertex[], index: number): Vertex {
  const point = points[index];
  if (!point) throw new Error(`no point ${index}`);
  return point;
}

function sinCos(degrees: number): [number, number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.sin(radians), Math.cos(radians)];
}
