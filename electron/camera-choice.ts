import { KioskError, type KioskStatus } from '../contract/index.ts';
import type { Managed } from './device/index.ts';
import type { Vault } from './vault/index.ts';

const SETTING = 'camera.label';

/** Which camera is used: the one that IT has laid down, or else the one that was chosen here. */
export function createCameraChoice(
  settings: Vault['settings'],
  managed: Managed,
  refused: readonly string[],
) {
  return {
    view: (): KioskStatus['camera'] => ({ chosen: managed.camera ?? settings.get(SETTING), refused }),
    /** @throws KioskError REQUEST_INVALID when IT has laid one down */
    choose(label: string): void {
      if (managed.camera !== undefined) throw new KioskError('REQUEST_INVALID', { reason: 'locked' });
      settings.set(SETTING, label);
    },
  };
}
