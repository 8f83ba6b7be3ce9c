import { KioskError, type KioskStatus, nameHas } from '../contract/index.ts';
import type { Managed } from './device/index.ts';
import type { Vault } from './vault/index.ts';

const SETTING = 'camera.label';

/** Which camera is used: the one that IT has laid down, or else the one that was chosen here. */
export function createCameraChoice(
  settings: Vault['settings'],
  managed: Managed,
  rules: Pick<KioskStatus['camera'], 'refused' | 'allowed'>,
) {
  return {
    view: (): KioskStatus['camera'] => ({
      chosen: managed.camera ?? settings.get(SETTING),
      ...rules,
    }),
    /** @throws KioskError REQUEST_INVALID when IT has laid one down; CAMERA_NOT_ALLOWED */
    choose(label: string): void {
      if (managed.camera !== undefined) throw new KioskError('REQUEST_INVALID', { reason: 'locked' });
      if (rules.allowed !== null && !nameHas(label, rules.allowed))
        throw new KioskError('CAMERA_NOT_ALLOWED');
      settings.set(SETTING, label);
    },
  };
}
