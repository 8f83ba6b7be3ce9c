export { authenticateDevice, type Device, deviceOf, findDevice } from './authenticate.ts';
export { demoFacility, demoStaff } from './demo.ts';
export { assertTimely } from './device-proof.ts';
export { hashPin } from './pin-hash.ts';
export { forgetOldProofs } from './proof-replay.ts';
export { type Provisioned, type ProvisionOptions, provisionDevice } from './provisioning.ts';
export { provinceRegion } from './regions.ts';
export { deviceRoutes } from './routes.ts';
