/** What a head does at a moment: yaw and pitch in degrees, the rest from 0 (straight, open eyes) to 1. */
export type HeadState = {
  /** Positive to the person's own left. */
  yaw: number;
  /** Positive upwards. */
  pitch: number;
  blink: number;
  mouth: number;
  /** Size in the picture: 1 as usual. */
  zoom: number;
};

export const FRAMES_PER_SECOND = 30;
export const CLIP_SECONDS = 14;

const STRAIGHT: HeadState = { yaw: 0, pitch: 0, blink: 0, mouth: 0, zoom: 1 };

/** One movement: it begins, is held, and ends where it began. Times in seconds. */
type Movement = { from: number; rise: number; hold: number; to: Partial<HeadState> };

/**
 * The clip's movements in their order, with straight looks between them. The clip plays in a loop, so whoever
 * waits for one of them lets the others pass.
 */
const MOVEMENTS: readonly Movement[] = [
  { from: 3.2, rise: 0.5, hold: 0.6, to: { yaw: 30 } },
  { from: 5.6, rise: 0.5, hold: 0.6, to: { yaw: -30 } },
  { from: 8.1, rise: 0.12, hold: 0.14, to: { blink: 1 } },
  { from: 9.2, rise: 0.3, hold: 0.5, to: { mouth: 1 } },
  { from: 10.8, rise: 0.4, hold: 0.5, to: { pitch: 20 } },
  { from: 12.3, rise: 0.6, hold: 0.3, to: { zoom: 1.25 } },
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
    zoom: between('zoom'),
  };
}

function ease(share: number): number {
  return (1 - Math.cos(Math.PI * share)) / 2;
}
