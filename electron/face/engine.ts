import type { Point3 } from '../../contract/index.ts';
import type { FrameAnalysis } from './engine-protocol.ts';

/** Looks at pictures, decides nothing. */
export type FaceEngine = {
  /** @throws KioskError FACE_IMAGE_INVALID, FACE_ENGINE_FAILED; REQUEST_INVALID for a flood of pictures */
  analyze(jpeg: Uint8Array): Promise<FrameAnalysis>;
  /**
   * @param landmarks as `analyze` found them in the same picture
   * @returns the embedding, of length 1
   * @throws KioskError as `analyze`
   */
  embed(jpeg: Uint8Array, landmarks: readonly Point3[]): Promise<Float32Array>;
};
