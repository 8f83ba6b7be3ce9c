import type { KioskBridge } from '../contract/index.ts';

declare global {
  interface Window {
    /** Offered by `electron/preload.ts`; missing only when the preload did not run. */
    readonly kiosk?: KioskBridge;
  }
}
