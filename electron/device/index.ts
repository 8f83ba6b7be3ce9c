export { createDevice, type Device } from './device.ts';
export { readProvisioning } from './provisioning.ts';
export { openProvisioning } from './provisioning-store.ts';
