export { connect } from './connect.ts';
export type { CameraState } from './status-slice.ts';
export { createKioskStore, type KioskState, type KioskStore } from './store.ts';
export { comfortOf, type Page } from './ui-slice.ts';
export { type KioskQuestion, useAnswer } from './use-answer.ts';
export { useCameraWish } from './use-camera-wish.ts';
export { KioskContext, useActions, useKiosk } from './use-kiosk.ts';
export { hasToken, isServing } from './visit-slice.ts';
export { watchCamera } from './watch-camera.ts';
