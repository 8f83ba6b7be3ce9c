export { type CentreKeyRing, openCentreKeys } from './centre-keys.ts';
export { type CopyChain, createCopyChain } from './copy-chain.ts';
export { createDevice, type Device } from './device.ts';
export { findProvisioning } from './find-provisioning.ts';
export { type Managed, readManaged } from './managed.ts';
export { type Provisioned, provisionKiosk, readProvisioningFile } from './provision-kiosk.ts';
export { readProvisioning } from './provisioning.ts';
export {
  isRegistered,
  keptProvisioning,
  refuseProvisioning,
  takeProvisioning,
} from './provisioning-store.ts';
export { readRegistry } from './registry.ts';
