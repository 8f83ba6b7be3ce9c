import type { FaceMeasures } from './face-measures.ts';
import type { PatchMeasures } from './face-patch.ts';

/** Measures of a bare face in even light that looks straight at the camera. */
export const straightFace: FaceMeasures & PatchMeasures = {
  pose: { yaw: 0, pitch: 0, roll: 0 },
  eyeOpenness: 0.3,
  lidGap: 0.2,
  mouthOpening: 0.02,
  centre: [0.5, 0.5],
  height: 0.45,
  brightness: 0.5,
  sharpness: 300,
  unevenness: 0.2,
  lowerFace: { colour: 3, light: -0.2, lipColour: 9, mouthContrast: 0.15 },
  eyes: { light: 0.5, contrast: 0.25 },
};
