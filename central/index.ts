export {
  demoFacility,
  demoStaff,
  hashPin,
  type Provisioned,
  type ProvisionOptions,
} from './devices/index.ts';
export { simulatedRegistrar } from './registrar/index.ts';
export { type RunningCentre, type StartOptions, startCentre } from './start.ts';
