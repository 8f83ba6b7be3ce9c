export { type CameraWish, whyNot } from './camera.ts';
export { keepCamera } from './camera-keeper.ts';
export { type CaptureOptions, type CaptureSession, createCaptureSession } from './capture-session.ts';
export type { Guidance } from './guidance.ts';
