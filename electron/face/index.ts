export type { FaceEngine } from './engine.ts';
export { createEngineWindow, type EngineWindow, type EngineWindowOptions } from './engine-window.ts';
export {
  type CaptureResult,
  createFaceService,
  type FaceService,
  type FaceServiceOptions,
  type FrameVerdict,
} from './face-service.ts';
