export { createEnrollment, type Enrollment, type EnrollmentOptions } from './enrollment.ts';
export type { AuditEntry, CaptureResult, FacePort, FrameVerdict, IssuedToken, Ports } from './ports.ts';
export type { VisitEvent } from './visit-state.ts';
