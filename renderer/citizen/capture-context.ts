import { createContext } from 'react';
import type { CaptureOptions, CaptureSession } from '../capture/index.ts';

/** How the face screen gets at the camera: `createCaptureSession` in the kiosk, drawings in the gallery. */
export type StartCapture = (options: CaptureOptions) => CaptureSession;

export const CaptureContext = createContext<StartCapture | null>(null);
