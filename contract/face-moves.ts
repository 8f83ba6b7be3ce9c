import type { Challenge } from './face.ts';
import type { FaceMeasures, PatchMeasures } from './face-measures.ts';

/** When a frame serves as probe. Angles in degrees; the other units are those of the measures. */
export const PROBE_LIMITS = {
  yaw: 10,
  pitch: 15,
  roll: 12,
  minHeight: 0.3,
  maxHeight: 0.75,
  /** Distance of the face's middle from the picture's, as a share of its width and height. */
  offCentre: 0.18,
  minBrightness: 0.2,
  maxBrightness: 0.85,
  minSharpness: 20,
  minEyeOpenness: 0.15,
  maxMouthOpening: 0.15,
} as const;

/**
 * How far a face must go towards a challenge, measured against the same citizen's straight look: degrees of
 * yaw and pitch (a flat print turned by 30° shows at most about 14°), growth of the mouth opening.
 */
export const CHALLENGE_EXTENT = {
  'turn-left': 15,
  'turn-right': 15,
  'look-up': 7,
  'open-mouth': 0.2,
} as const;

/** Eye openness in a blink over that of the straight look: open, closed, open again. */
export const BLINK = { closed: 0.65, open: 0.8 } as const;

/** What a frame falls short of, the most important first; null when it serves as probe. */
export type ProbeFault =
  | 'further'
  | 'closer'
  | 'centre'
  | 'look-straight'
  | 'too-dark'
  | 'too-bright'
  | 'open-eyes'
  | 'close-mouth'
  | 'hold-still';

export function probeFault(face: FaceMeasures & PatchMeasures): ProbeFault | null {
  const { yaw, pitch, roll } = face.pose;
  const [x, y] = face.centre;
  if (face.height > PROBE_LIMITS.maxHeight) return 'further';
  if (face.height < PROBE_LIMITS.minHeight) return 'closer';
  if (Math.abs(x - 0.5) > PROBE_LIMITS.offCentre || Math.abs(y - 0.5) > PROBE_LIMITS.offCentre)
    return 'centre';
  if (face.brightness < PROBE_LIMITS.minBrightness) return 'too-dark';
  if (face.brightness > PROBE_LIMITS.maxBrightness) return 'too-bright';
  if (Math.abs(yaw) > PROBE_LIMITS.yaw) return 'look-straight';
  if (Math.abs(pitch) > PROBE_LIMITS.pitch || Math.abs(roll) > PROBE_LIMITS.roll) return 'look-straight';
  if (face.mouthOpening > PROBE_LIMITS.maxMouthOpening) return 'close-mouth';
  if (face.eyeOpenness < PROBE_LIMITS.minEyeOpenness) return 'open-eyes';
  if (face.sharpness < PROBE_LIMITS.minSharpness) return 'hold-still';
  return null;
}

type Movement = Pick<FaceMeasures, 'pose' | 'eyeOpenness' | 'mouthOpening'>;

/** How far a face is in the direction of a challenge, in the challenge's own unit. */
export function challengeExtent(challenge: Challenge, face: Movement): number {
  switch (challenge) {
    case 'turn-left':
      return face.pose.yaw;
    case 'turn-right':
      return -face.pose.yaw;
    case 'look-up':
      return face.pose.pitch;
    case 'open-mouth':
      return face.mouthOpening;
    case 'blink':
      return -face.eyeOpenness;
  }
}

/** Whether the frames, in their order in time, show the challenge, measured against the straight look. */
export function showsChallenge(
  challenge: Challenge,
  frames: readonly Movement[],
  straight: Movement,
): boolean {
  if (challenge === 'blink')
    return showsBlink(frames.map(({ eyeOpenness }) => eyeOpenness / straight.eyeOpenness));
  const start = challengeExtent(challenge, straight);
  return frames.some((face) => challengeExtent(challenge, face) - start >= CHALLENGE_EXTENT[challenge]);
}

function showsBlink(openness: readonly number[]): boolean {
  const isOpen = (value: number): boolean => value >= BLINK.open;
  const firstOpen = openness.findIndex(isOpen);
  const closed = openness.findIndex((value, index) => index > firstOpen && value <= BLINK.closed);
  return firstOpen >= 0 && closed >= 0 && openness.slice(closed).some(isOpen);
}
