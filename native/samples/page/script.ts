/** What a head does at a moment: yaw and pitch in degrees, the rest from 0 (straight, open eyes) to 1. */
export type HeadState = {
  /** Positive to the person's own left. */
  yaw: number;
  /** Positive upwards. */
  pitch: number;
  blink: number;
  mouth: number;
};

export const FRAMES_PER_SECOND = 30;
export const CLIP_SECONDS = 10.8;

const STRAIGHT: HeadState = { yaw: 0, pitch: 0, blink: 0, mouth: 0 };

/** One movement: it begins, is held, and ends where it began. Times in seconds. */
type Movement = { from: number; rise: number; hold: number; to: Partial<HeadState> };

/**
 * The clip's movements in their order, with straight looks between them. The clip plays in a loop, so whoever
 * waits for one of them lets the others pass: it is as short as a slow tracker can follow.
 */
const MOVEMENTS: readonly Movement[] = [
  { from: 2, rise: 0.5, hold: 0.6, to: { yaw: 30 } },
  { from: 4.2, rise: 0.5, hold: 0.6, to: { yaw: -30 } },
  { from: 6.4, rise: 0.12, hold: 0.14, to: { blink: 1 } },
  { from: 7.4, rise: 0.3, hold: 0.5, to: { mouth: 1 } },
  { from: 9.1, rise: 0.4, hold: 0.5, to: { pitch: 20 } },
];

/** @param second since the clip's beginning */
export function headAt(second: number): HeadState {
  const movement = MOVEMENTS.find(
    ({ from, rise, hold }) => second >= from && second < from + 2 * rise + hold,
  );
  if (!movement) return STRAIGHT;
  const { from, rise, hold, to } = movement;
  const toEnd = from + 2 * rise + hold - second;
  const share = ease(Math.min(1, (second - from) / rise, toEnd / rise));
  const between = (key: keyof HeadState): number =>
    STRAIGHT[key] + share * ((to[key] ?? STRAIGHT[key]) - STRAIGHT[key]);
  return {
    yaw: between('yaw'),
    pitch: between('pitch'),
    blink: between('blink'),
    mouth: between('mouth'),
  };
}

function ease(share: number): number {
  return (1 - Math.cos(Math.PI * share)) / 2;
}
