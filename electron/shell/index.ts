export { createKeyStore } from './key-store.ts';
export { findPlaces, type Launch, type Places, readLaunch } from './launch.ts';
export { APP_URL, declareScheme, type Roots, SCHEME, serveScheme } from './scheme.ts';
export { allowOnlyTheCamera, cutOffFromNetwork, isOurPage, refusedSwitch, stayInside } from './security.ts';
export { spawnPcscHost } from './spawn-pcsc-host.ts';
export { createKioskWindow } from './window.ts';
