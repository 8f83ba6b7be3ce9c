export { diagnosisFile, lookAtKiosk } from './diagnose.ts';
export { faultKind } from './findings.ts';
export type { CameraState, CentrePath, DriverState, Probes } from './probes.ts';
