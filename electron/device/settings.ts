/** What the device keeps for its next start; the vault's settings. */
export type Settings = {
  get(name: string): string | null;
  set(name: string, value: string): void;
};

export const PROVISIONING_SETTING = 'device.provisioning';
/** The file with which the centre did not take this device, and why. */
export const REFUSED_SETTING = 'device.refused-file';
export const REGISTRATION_SETTING = 'device.registration';
