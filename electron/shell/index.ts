export { APP_URL, declareScheme, type Roots, SCHEME, serveScheme } from './scheme.ts';
export { allowOnlyTheCamera, cutOffFromNetwork, isOurPage, refusedSwitch, stayInside } from './security.ts';
export { createKioskWindow } from './window.ts';
