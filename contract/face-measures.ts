import type { Point3, Pose } from './face.ts';

/**
 * What is measured on a face, the same on both sides: the page measures for its guidance, the trusted side
 * measures again and decides.
 */

/** Points of MediaPipe's 478-point mesh. `left` and `right` are the citizen's own. */
export const MESH = {
  count: 478,
  rightIris: 468,
  leftIris: 473,
  noseTip: 1,
  rightMouthCorner: 61,
  leftMouthCorner: 291,
  forehead: 10,
  chin: 152,
  rightCheek: 234,
  leftCheek: 454,
  upperInnerLip: 13,
  lowerInnerLip: 14,
  rightInnerLipCorner: 78,
  leftInnerLipCorner: 308,
  /** Outer corner, two upper points, inner corner, two lower points. */
  rightEye: [33, 160, 158, 133, 153, 144],
  leftEye: [263, 387, 385, 362, 380, 373],
  /** Upper lid and the point of the lower one under it, three pairs an eye. */
  lids: [
    [159, 145],
    [160, 144],
    [158, 153],
    [386, 374],
    [387, 373],
    [385, 380],
  ],
  /** Brow and the cheek under it: the height of the region in which the lids move. */
  browToCheek: [
    [105, 101],
    [334, 330],
  ],
} as const;

export type FaceMeasures = {
  pose: Pose;
  /** Height of the eye's opening over its width, mean of both eyes: about 0.35 open, 0.15 closed. */
  eyeOpenness: number;
  /**
   * Gap between the lids over the height from brow to cheek. A picture that is tilted gets lower as a whole and
   * keeps this; a blink does not. It says nothing between people: measure it against the same face.
   */
  lidGap: number;
  /** Gap between the lips over the mouth's width: 0 closed, 0.4 and more when open. */
  mouthOpening: number;
  /** Middle of the face, as shares of the picture's width and height. */
  centre: readonly [x: number, y: number];
  /** Forehead to chin, as a share of the picture's height. */
  height: number;
};

/**
 * @param landmarks the 478 points of a face
 * @param matrix MediaPipe's facial transformation: 4×4, column by column, y up, z towards the camera
 * @param picture size in pixels
 */
export function measureFace(
  landmarks: readonly Point3[],
  matrix: readonly number[],
  picture: { width: number; height: number },
): FaceMeasures {
  const at = (index: number): readonly [number, number] => {
    const [x, y] = landmarks[index] ?? [Number.NaN, Number.NaN, 0];
    return [x * picture.width, y * picture.height];
  };
  const distance = (a: number, b: number): number => {
    const [ax, ay] = at(a);
    const [bx, by] = at(b);
    return Math.hypot(ax - bx, ay - by);
  };
  const openness = ([outer, upper1, upper2, inner, lower1, lower2]: readonly [
    number,
    number,
    number,
    number,
    number,
    number,
  ]): number => (distance(upper1, lower2) + distance(upper2, lower1)) / (2 * distance(outer, inner));

  const meanOf = (pairs: readonly (readonly [number, number])[]): number =>
    pairs.reduce((sum, [upper, lower]) => sum + distance(upper, lower), 0) / pairs.length;

  const [rightX] = at(MESH.rightCheek);
  const [leftX] = at(MESH.leftCheek);
  const [, topY] = at(MESH.forehead);
  const [, chinY] = at(MESH.chin);
  return {
    pose: poseOf(matrix),
    eyeOpenness: (openness(MESH.rightEye) + openness(MESH.leftEye)) / 2,
    lidGap: meanOf(MESH.lids) / meanOf(MESH.browToCheek),
    mouthOpening:
      distance(MESH.upperInnerLip, MESH.lowerInnerLip) /
      distance(MESH.rightInnerLipCorner, MESH.leftInnerLipCorner),
    centre: [(rightX + leftX) / 2 / picture.width, (topY + chinY) / 2 / picture.height],
    height: distance(MESH.forehead, MESH.chin) / picture.height,
  };
}

/**
 * Pose from the direction the face looks in. Roll is positive when the head tips to the citizen's own right
 * shoulder.
 */
function poseOf(matrix: readonly number[]): Pose {
  const [rightX = 1, rightY = 0, , , , , , , forwardX = 0, forwardY = 0, forwardZ = 1] = matrix;
  const degrees = (radians: number): number => (radians * 180) / Math.PI;
  return {
    yaw: degrees(Math.atan2(forwardX, forwardZ)),
    pitch: degrees(Math.atan2(forwardY, Math.hypot(forwardX, forwardZ))),
    roll: degrees(Math.atan2(rightY, rightX)),
  };
}

/** The box around all points of a face, as shares of the picture's width and height. */
export function faceBox(landmarks: readonly Point3[]): {
  x: number;
  y: number;
  width: number;
  height: number;
} {
  const xs = landmarks.map(([x]) => x);
  const ys = landmarks.map(([, y]) => y);
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}
