export { CaptureContext, type StartCapture } from './capture-context.ts';
export { CitizenSurface } from './citizen-surface.tsx';
export { Starting } from './starting.tsx';
