import type { KioskStatus, StaffView } from '../contract/index.ts';
import { isVirtualReader } from './simulation.ts';

/** Where the parts of the header come from; each is asked anew, none is copied. */
export type StatusSources = Pick<
  KioskStatus,
  'ignoredFile' | 'locked' | 'training' | 'policyVersion' | 'version'
> & {
  simulatedCamera: boolean;
  camera: KioskStatus['camera'];
  device(): Pick<KioskStatus, 'facility' | 'deviceName' | 'deviceId'>;
  reader(): { state: KioskStatus['reader']['state']; name: string | null };
  centre(): KioskStatus['centre'];
  outbox(): KioskStatus['outbox'];
  operator(): StaffView | null;
  choosingPin(): StaffView | null;
};

export function kioskStatus(sources: StatusSources): KioskStatus {
  const reader = sources.reader();
  const virtual = reader.name !== null && isVirtualReader(reader.name);
  return {
    surface: 'shared',
    comfort: null,
    setUp: null,
    ...sources.device(),
    reader: { ...reader, virtual },
    centre: sources.centre(),
    outbox: sources.outbox(),
    operator: sources.operator(),
    choosingPin: sources.choosingPin(),
    camera: sources.camera,
    simulated: { reader: virtual, camera: sources.simulatedCamera },
    ignoredFile: sources.ignoredFile,
    locked: sources.locked,
    training: sources.training,
    policyVersion: sources.policyVersion,
    version: sources.version,
  };
}
