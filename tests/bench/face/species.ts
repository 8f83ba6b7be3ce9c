import type { Challenge } from '../../../contract/index.ts';
import type { Sheet, Shot } from './studio/shot.ts';

/** Presentation attacks, all simulated: what each shows the camera when it is asked for a movement. */

export type Step = 'look-straight' | Challenge;

/** How far whoever is before the camera goes: the head or the picture of it. Degrees and shares. */
export type Reach = {
  turn: number;
  tilt: number;
  jitter: number /** How often it was asked before. */;
  again: number;
};

/** @returns the frames of one try, in their order in time */
export type Presentation = (step: Step, reach: Reach) => Shot[];

/**
 * The clips' lids leave a slit at 1, which in soft photos is no closed eye. Who is asked again shuts the eyes more firmly and
 * opens the mouth wider.
 */
const SHUT = { first: 1.15, more: 0.1 } as const;
const WIDE = { first: 1, more: 0.2 } as const;
const STILL = { yaw: 0, pitch: 0, blink: 0, mouth: 0 };
const SHOT: Shot = { person: 'holder', head: STILL, sheet: null, moire: false, recompressed: null };
const FLAT: Sheet = { yaw: 0, pitch: 0, bentAbout: null, radius: 0 };
/** As between two hands, and as tightly as around a head. */
const BENT: Sheet = { ...FLAT, bentAbout: 'upright', radius: 0.5 };
const BENT_TIGHTLY: Sheet = { ...BENT, radius: 0.33 };

/** A living head that does what it is asked for. */
export const bonaFide: Presentation = (step, reach) =>
  headMoves(step, reach).map((head) => ({ ...SHOT, head }));

/** The movement of a head: before it, at its peak and after it. */
function headMoves(step: Step, { turn, tilt, jitter, again }: Reach): Shot['head'][] {
  const rest = { ...STILL, yaw: jitter };
  const peak = {
    'look-straight': { yaw: -jitter, pitch: jitter },
    'turn-left': { yaw: turn },
    'turn-right': { yaw: -turn },
    'look-up': { pitch: tilt },
    blink: { blink: SHUT.first + again * SHUT.more },
    'open-mouth': { mouth: WIDE.first + again * WIDE.more },
  }[step];
  return [rest, { ...rest, ...peak }, STILL, ...(step === 'look-straight' ? [rest] : [])];
}

/** The movement of a sheet, with a picture on it that stays as it is: it can be turned and tilted. */
function sheetMoves(step: Step, { turn, tilt, jitter }: Reach): Pick<Sheet, 'yaw' | 'pitch'>[] {
  const rest = { yaw: jitter, pitch: 0 };
  const peak = {
    'look-straight': { yaw: -jitter, pitch: jitter },
    'turn-left': { yaw: turn, pitch: 0 },
    'turn-right': { yaw: -turn, pitch: 0 },
    'look-up': { yaw: 0, pitch: tilt },
    // Nothing moves on paper, but from below an eye looks narrower, and from above a mouth may look wider.
    blink: { yaw: 0, pitch: tilt },
    'open-mouth': { yaw: 0, pitch: -tilt },
  }[step];
  return [rest, peak, { yaw: 0, pitch: 0 }, ...(step === 'look-straight' ? [rest] : [])];
}

const sheetOf =
  (sheet: Sheet, shot: Partial<Shot> = {}): Presentation =>
  (step, reach) =>
    sheetMoves(step, reach).map((moved) => ({ ...SHOT, ...shot, sheet: { ...sheet, ...moved } }));

/** The still picture in place of the camera's: nothing in it can move. */
const unmoved =
  (shot: Partial<Shot>): Presentation =>
  (step, reach) =>
    sheetMoves(step, reach).map(() => ({ ...SHOT, ...shot }));

/** The person's own moving picture, played on a screen that stands still. */
const filmOf =
  (shot: Partial<Shot>): Presentation =>
  (step, reach) =>
    headMoves(step, reach).map((head) => ({ ...SHOT, ...shot, head, sheet: FLAT }));

/** The sheet is turned, and behind the holes in it somebody blinks. */
const cutOutEyes =
  (sheet: Sheet): Presentation =>
  (step, reach) =>
    step === 'blink'
      ? headMoves(step, reach).map((head) => ({ ...SHOT, head, sheet }))
      : sheetOf(sheet)(step, reach);

/** A print to look straight, another person's living head to move. */
const swapInTheMiddle: Presentation = (step, reach) =>
  step === 'look-straight'
    ? sheetOf(FLAT)(step, reach)
    : headMoves(step, reach).map((head) => ({ ...SHOT, head, person: 'other' }));

export type Species = { attack: Presentation; still: boolean };

/** `still`: made from one picture that does not move by itself. */
export const SPECIES: Readonly<Record<string, Species>> = {
  'print-flat': { attack: sheetOf(FLAT), still: true },
  'print-bent-upright': { attack: sheetOf(BENT), still: true },
  'print-bent-tightly': { attack: sheetOf(BENT_TIGHTLY), still: true },
  'print-bent-level': { attack: sheetOf({ ...BENT, bentAbout: 'level' }), still: true },
  'screen-still': { attack: sheetOf(FLAT, { recompressed: 0.6 }), still: true },
  'screen-still-moire': { attack: sheetOf(FLAT, { recompressed: 0.6, moire: true }), still: true },
  recompression: { attack: unmoved({ recompressed: 0.25 }), still: true },
  'cut-out-eyes': { attack: cutOutEyes(FLAT), still: true },
  'cut-out-eyes-bent': { attack: cutOutEyes(BENT_TIGHTLY), still: true },
  'swap-in-the-middle': { attack: swapInTheMiddle, still: false },
  'screen-film': { attack: filmOf({ recompressed: 0.6 }), still: false },
  'screen-film-moire': { attack: filmOf({ recompressed: 0.6, moire: true }), still: false },
};
