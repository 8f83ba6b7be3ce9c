import { z } from 'zod';

/** What the citizen is asked to do; left and right are the citizen's own. */
export const challengeSchema = z.enum(['turn-left', 'turn-right', 'blink', 'look-up', 'open-mouth']);
export type Challenge = z.infer<typeof challengeSchema>;

/** A part of the capture: the still, straight look that makes the probe, or a challenge. */
export const captureStepSchema = z.union([z.literal('look-straight'), challengeSchema]);
export type CaptureStep = z.infer<typeof captureStepSchema>;

/** Head pose in degrees. Yaw is positive when the citizen turns to the own left, pitch when looking up. */
export const poseSchema = z.object({ yaw: z.number(), pitch: z.number(), roll: z.number() });
export type Pose = z.infer<typeof poseSchema>;

/** Point of a face mesh: x and y as shares of the picture's width and height, z in the scale of x. */
export type Point3 = readonly [x: number, y: number, z: number];

/** Limits of what the trusted side takes from the renderer in one go. */
export const FRAME_LIMITS = { maxFrames: 12, maxBytes: 400_000, maxPixels: 1280 * 960 } as const;

/** Camera frames, each a JPEG. */
export const framesSchema = z
  .array(z.instanceof(Uint8Array).refine((frame) => frame.byteLength <= FRAME_LIMITS.maxBytes))
  .min(1)
  .max(FRAME_LIMITS.maxFrames);

/** How the comparison of probe and reference came out, with all that is needed to judge it later. */
export const comparisonSchema = z.object({
  /** Cosine similarity, -1..1. */
  score: z.number(),
  threshold: z.number(),
  model: z.string(),
  zone: z.enum(['accept', 'look', 'refuse']),
});
export type Comparison = z.infer<typeof comparisonSchema>;

export const livenessSchema = z.object({
  outcome: z.enum(['live', 'not-live', 'not-done']),
  challenges: z.array(z.object({ challenge: challengeSchema, passed: z.boolean(), ms: z.number() })),
  /** From the first challenge shown to the last one judged. */
  ms: z.number(),
});
export type Liveness = z.infer<typeof livenessSchema>;
