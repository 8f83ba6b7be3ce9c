import { type Challenge, challengeExtent, type FaceMeasures, MESH } from '../../contract/index.ts';
import { similarity } from './embedding.ts';
import type { FaceAnalysis } from './engine-protocol.ts';
import { homographyResidual, type Point } from './homography.ts';
import { shapeChange } from './shape.ts';

/** Frames of one capture whose embeddings agree less than this show different people. */
export const CONTINUITY_MIN = 0.4;

/**
 * A turned face whose `planeResidual` is smaller is flat. Measured on the sample clips: 0.09 and more for heads turned
 * by 17°, at most 0.052 for prints turned by up to 40°; prints turned further show no face turned by 15°.
 */
export const PLANE_RESIDUAL_MIN = 0.05;

/**
 * A turned face whose `shapeChange` is larger is a bent picture. Measured: at most 0.089 on 50 pairs of photos of real
 * heads turned by 15° to 45° and 0.087 on 81 turns of drawn heads but one; 0.133 in the middle on 55 prints bent about an upright line and turned until the
 * mesh took them for turned faces.
 */
export const SHAPE_CHANGE_MAX = 0.092;

/** Whether all frames show the person of the probe. */
export function isSamePerson(embeddings: readonly Float32Array[], probe: Float32Array): boolean {
  return embeddings.every((embedding) => similarity(embedding, probe) >= CONTINUITY_MIN);
}

/** Whether all frames show one person, each compared with each: a blend of two would be near to both. */
export function isOnePerson(embeddings: readonly Float32Array[]): boolean {
  return embeddings.every((embedding, index) => isSamePerson(embeddings.slice(index + 1), embedding));
}

/** The frame that goes furthest towards the challenge. */
export function peakOf<Frame extends { face: FaceMeasures }>(
  challenge: Challenge,
  frames: readonly [Frame, ...Frame[]],
): Frame {
  return frames.reduce((best, frame) =>
    challengeExtent(challenge, frame.face) > challengeExtent(challenge, best.face) ? frame : best,
  );
}

/** What kind of picture is turned; null for a head. Challenges other than turns say nothing about it. */
export function pictureIn(
  challenge: Challenge,
  straight: FaceAnalysis,
  peak: FaceAnalysis,
): 'flat' | 'bent' | null {
  if (challenge !== 'turn-left' && challenge !== 'turn-right') return null;
  if (planeResidual(straight, peak) < PLANE_RESIDUAL_MIN) return 'flat';
  return shapeChange(straight, peak) > SHAPE_CHANGE_MAX ? 'bent' : null;
}

/**
 * How far the points of a turned face are from lying in a plane: what is left after the best homography from
 * the straight look, as a share of the distance between the eyes.
 */
export function planeResidual(straight: FaceAnalysis, turned: FaceAnalysis): number {
  const to = pointsOf(turned);
  const [leftX, leftY] = to[MESH.leftIris] ?? [0, 0];
  const [rightX, rightY] = to[MESH.rightIris] ?? [0, 0];
  return homographyResidual(pointsOf(straight), to) / Math.hypot(leftX - rightX, leftY - rightY);
}

function pointsOf({ landmarks, aspect }: FaceAnalysis): Point[] {
  return landmarks.map(([x, y]) => [x * aspect, y]);
}
