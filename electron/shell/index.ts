export { chooseFile, chooseFolder } from './choose-folder.ts';
export { giveWay } from './give-way.ts';
export { createKeyStore } from './key-store.ts';
export { openKioskWindows } from './kiosk-windows.ts';
export { findPlaces, type Launch, type Places, PROVISIONING_FOLDERS, readLaunch } from './launch.ts';
export { createLitScreen } from './lit-screen.ts';
export { APP_URL, declareScheme, type Roots, SCHEME, serveScheme } from './scheme.ts';
export {
  allowOnlyTheCamera,
  cutOffFromNetwork,
  isCameraSimulated,
  isOurPage,
  refusedSwitch,
  stayInside,
} from './security.ts';
export { createSlipPrinter, type SlipPrinter } from './slip-printer.ts';
export { spawnPcscHost } from './spawn-pcsc-host.ts';
export { createUpdateFeed } from './update-feed.ts';
export { createKioskWindow } from './window.ts';
export { lacksDisplay, runWithoutDisplay } from './without-display.ts';
