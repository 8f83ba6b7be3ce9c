export { setOpenIdViewer, setViewer } from './access/index.ts';
export { type Database, isDatabaseAway, makeSumsAnew } from './database/index.ts';
export {
  demoFacility,
  demoStaff,
  hashPin,
  type Provisioned,
  type ProvisionOptions,
  revokeDevice,
} from './devices/index.ts';
export { answerRecovery, makeEscrowKey } from './escrow/index.ts';
export { freePort } from './free-port.ts';
export { rotateSigningKey } from './keys/index.ts';
export { checkCards, simulatedRegistrar } from './registrar/index.ts';
export { type Release, signRelease } from './sign-release.ts';
export { type RunningCentre, type StartOptions, startCentre } from './start.ts';
