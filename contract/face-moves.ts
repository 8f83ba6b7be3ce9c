import type { Challenge } from './face.ts';
import type { FaceMeasures } from './face-measures.ts';
import type { PatchMeasures } from './face-patch.ts';

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
  maxUnevenness: 0.9,
} as const;

/**
 * When the mouth counts as hidden, and when the eyes do. Measured on 97 bare faces (42 of them in grey) and on the same faces with masks and glasses drawn over them: no bare face was taken for covered, of 320
 * masks in blue, white, black and beige 318 were found, of 82 black glasses all, of 81 brown ones 65. Drawn cloth
 * has no pleats; how it goes with worn masks was not measured.
 */
const MASK = { smoothMouth: 0.05, colour: 12, dark: -1.6, lipColour: 3 } as const;
const DARK_GLASSES = { light: 0.24, dimLight: 0.5, dimContrast: 0.11 } as const;

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

/**
 * The lids' gap in a blink over that of the straight look: open, closed, open again. Measured on drawings of 71 photos: 64
 * of the blinks were at most 0.75 (the mesh sees lids badly behind glasses), of 984 prints tilted by up to 45°, half of
 * them bent, 9; heads that only look on kept 0.89 and more.
 */
export const BLINK = { closed: 0.75, open: 0.85 } as const;

/** What a frame falls short of, the most important first; null when it serves as probe. */
export type ProbeFault =
  | 'further'
  | 'closer'
  | 'centre'
  | 'look-straight'
  | 'too-dark'
  | 'too-bright'
  | 'uneven-light'
  | 'mask'
  | 'dark-glasses'
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
  if (hidesMouth(face)) return 'mask';
  if (hidesEyes(face)) return 'dark-glasses';
  if (Math.abs(yaw) > PROBE_LIMITS.yaw) return 'look-straight';
  if (Math.abs(pitch) > PROBE_LIMITS.pitch || Math.abs(roll) > PROBE_LIMITS.roll) return 'look-straight';
  if (face.unevenness > PROBE_LIMITS.maxUnevenness) return 'uneven-light';
  if (face.mouthOpening > PROBE_LIMITS.maxMouthOpening) return 'close-mouth';
  if (face.eyeOpenness < PROBE_LIMITS.minEyeOpenness) return 'open-eyes';
  if (face.sharpness < PROBE_LIMITS.minSharpness) return 'hold-still';
  return null;
}

/** Where a mouth should be there is cloth: no edges, or another colour or light than the skin and no lips in it. */
function hidesMouth({ lowerFace: { colour, light, lipColour, mouthContrast } }: PatchMeasures): boolean {
  if (mouthContrast < MASK.smoothMouth) return true;
  return lipColour < MASK.lipColour && (colour > MASK.colour || light < MASK.dark);
}

/** The eyes are far darker than the skin, or dim and without lids and iris to be seen. */
function hidesEyes({ eyes: { light, contrast } }: PatchMeasures): boolean {
  return light < DARK_GLASSES.light || (light < DARK_GLASSES.dimLight && contrast < DARK_GLASSES.dimContrast);
}

type Movement = Pick<FaceMeasures, 'pose' | 'lidGap' | 'mouthOpening'>;

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
      return -face.lidGap;
  }
}

/** Whether the frames, in their order in time, show the challenge, measured against the straight look. */
export function showsChallenge(
  challenge: Challenge,
  frames: readonly Movement[],
  straight: Movement,
): boolean {
  if (challenge === 'blink') return showsBlink(frames.map(({ lidGap }) => lidGap / straight.lidGap));
  const start = challengeExtent(challenge, straight);
  return frames.some((face) => challengeExtent(challenge, face) - start >= CHALLENGE_EXTENT[challenge]);
}

/** @param openness the lids' gap over that of the straight look */
function showsBlink(openness: readonly number[]): boolean {
  const isOpen = (value: number): boolean => value >= BLINK.open;
  const firstOpen = openness.findIndex(isOpen);
  const closed = openness.findIndex((value, index) => index > firstOpen && value <= BLINK.closed);
  return firstOpen >= 0 && closed >= 0 && openness.slice(closed).some(isOpen);
}
