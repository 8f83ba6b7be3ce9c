/** What the device keeps for its next start; the vault's settings. */
export type Settings = {
  get(name: string): string | null;
  set(name: string, value: string): void;
};

export const PROVISIONING_SETTING = 'device.provisioning';
export const REGISTRATION_SETTING = 'device.registration';
