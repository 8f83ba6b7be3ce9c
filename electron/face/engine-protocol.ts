import type { ErrorReport, FaceMeasures, PatchMeasures, Point3 } from '../../contract/index.ts';

/** What the trusted side asks the engine's page, and what it answers, over one message port. */

/** A face in a frame. */
export type FaceAnalysis = FaceMeasures &
  PatchMeasures & {
    landmarks: readonly Point3[];
    /** Width over height of the picture, to bring x and y of the landmarks to one scale. */
    aspect: number;
  };

export type FrameAnalysis = {
  /** How many faces were found, two standing for two and more. */
  faces: number;
  /** The largest one; null when there is none. */
  face: FaceAnalysis | null;
};

export type EngineRequest =
  | { kind: 'analyze'; jpeg: Uint8Array }
  /** `landmarks` are those that `analyze` gave for the same picture. */
  | { kind: 'embed'; jpeg: Uint8Array; landmarks: readonly Point3[] };

export type EngineValue<Request extends EngineRequest> = Request extends { kind: 'analyze' }
  ? FrameAnalysis
  : Float32Array;

export type Numbered<Message> = Message & { id: number };

export type EngineAnswer =
  | { ok: true; value: FrameAnalysis | Float32Array }
  | { ok: false; error: ErrorReport };

/** The page's first message: its models are loaded, or why they are not. */
export type EngineReady = { ready: true } | { ready: false; cause: string };

/** Name of the message that carries the port from the main process through the preload to the page. */
export const PORT_MESSAGE = 'face-engine-port';

/** What the page says when it listens for the port. */
export const PAGE_LISTENS = 'face-engine-listens';
