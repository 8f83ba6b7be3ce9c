import { useMemo } from 'react';
import type { KioskStatus } from '../../contract/index.ts';
import { useKiosk } from './use-kiosk.ts';

/** Which camera may be used; null until it is known. The same as long as it says the same: the status comes anew again and again, the camera must not be opened anew for that. */
export function useCameraWish(): KioskStatus['camera'] | null {
  const said = useKiosk(({ status }) => (status ? JSON.stringify(status.camera) : null));
  return useMemo(() => (said === null ? null : JSON.parse(said)), [said]);
}
