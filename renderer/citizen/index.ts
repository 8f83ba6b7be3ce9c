export { CaptureContext, type StartCapture } from './capture-context.ts';
export { CitizenSurface } from './citizen-surface.tsx';
export { Closed } from './closed.tsx';
export { StaffTurn } from './staff-turn.tsx';
export { Starting } from './starting.tsx';
