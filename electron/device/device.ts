import { z } from 'zod';
import {
  type Facility,
  facilitySchema,
  KioskError,
  type Provisioning,
  type PublicJwk,
  type RegisterDeviceRequest,
  type RegisterDeviceResponse,
} from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import { REGISTRATION_SETTING, type Settings } from './settings.ts';

export type Device = {
  /** Thumbprint of the device key: known before the centre is. */
  deviceId: string;
  isRegistered(): boolean;
  /**
   * Registers this device at the centre; does nothing when that is done. Safe to repeat after any failure.
   * @throws KioskError as the centre client does; PROVISIONING_INVALID when the activation code is used up
   */
  register(): Promise<void>;
  /** As the centre gave it at registration; until then as the provisioning file has it. */
  facility(): Facility;
  deviceName(): string;
};

type Options = {
  settings: Settings;
  provisioning: Provisioning;
  deviceId: string;
  publicKey: PublicJwk;
  /** Name and version of this program. */
  software: string;
  registerDevice: (request: RegisterDeviceRequest) => Promise<RegisterDeviceResponse>;
  audit: (entry: AuditEntry) => void;
  now: () => Date;
};

const registrationSchema = z.object({
  deviceId: z.string(),
  deviceName: z.string(),
  facility: facilitySchema,
  registeredAt: z.iso.datetime(),
});
type Registration = z.infer<typeof registrationSchema>;

/** This device: its id, its facility, its registration at the centre. */
export function createDevice(options: Options): Device {
  const { settings, provisioning, deviceId } = options;
  let registration = keptRegistration(settings, deviceId);

  const register = async (): Promise<void> => {
    const answer = await options.registerDevice({
      activationCode: provisioning.activationCode,
      publicKey: options.publicKey,
      software: options.software,
    });
    if (answer.deviceId !== deviceId)
      throw new KioskError('INTERNAL', {}, { cause: new Error('the centre registered another device id') });
    const { deviceName, facility } = answer;
    registration = { deviceId, deviceName, facility, registeredAt: options.now().toISOString() };
    settings.set(REGISTRATION_SETTING, JSON.stringify(registration));
    options.audit({
      actor: 'kiosk',
      event: 'device.registered',
      subject: deviceId,
      details: { hcode: facility.hcode },
    });
  };

  return {
    deviceId,
    isRegistered: () => registration !== null,
    register: async () => {
      if (registration === null) await register();
    },
    facility: () => registration?.facility ?? provisioning.facility,
    deviceName: () => registration?.deviceName ?? provisioning.deviceName,
  };
}

/** A registration of another key (a restored or copied profile) is none of this device's. */
function keptRegistration(settings: Settings, deviceId: string): Registration | null {
  const text = settings.get(REGISTRATION_SETTING);
  const kept = !text ? null : registrationSchema.parse(JSON.parse(text));
  return kept?.deviceId === deviceId ? kept : null;
}
