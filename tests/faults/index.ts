export { type Kiosk, type KioskOptions, openKiosk } from './kiosk.ts';
