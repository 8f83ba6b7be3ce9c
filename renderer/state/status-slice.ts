import type { KioskStatus } from '../../contract/index.ts';

/** Whether a camera is attached; the trusted side has no camera and can't know. */
export type CameraState = 'ready' | 'missing' | 'unknown';

export type StatusSlice = {
  /** Null until the trusted side has said it. */
  status: KioskStatus | null;
  camera: CameraState;
};

export const initialStatus: StatusSlice = { status: null, camera: 'unknown' };
