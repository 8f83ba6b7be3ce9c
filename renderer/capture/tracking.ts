import type { FaceMeasures, PatchMeasures } from '../../contract/index.ts';

/** What the tracking worker says of one camera frame. */
export type TrackedFrame = {
  /** Names the frame's picture, which the worker keeps for a while. */
  id: number;
  /** When it was taken, milliseconds on the page's clock. */
  at: number;
  /** How many faces were found, two standing for two and more. */
  faces: number;
  /** The largest one; null when there is none. */
  face: (FaceMeasures & PatchMeasures) | null;
};

export type ToWorker =
  | { kind: 'frame'; at: number; picture: VideoFrame }
  /** Asks for kept frames as JPEG. */
  | { kind: 'take'; ids: number[] };

export type FromWorker =
  | { kind: 'ready' }
  | { kind: 'failed'; cause: string }
  | { kind: 'tracked'; frame: TrackedFrame }
  | { kind: 'taken'; jpegs: Uint8Array<ArrayBuffer>[] };

/** Frames looked back on when a movement is searched for: about a second and a half. */
export const HISTORY_FRAMES = 32;
/** Pictures kept in the worker: some more, for it runs ahead while the page decides. */
export const KEPT_FRAMES = HISTORY_FRAMES + 8;
