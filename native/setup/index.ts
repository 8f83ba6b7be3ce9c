/**
 * What set-up made, for the programs and tests that use it. The commands themselves (`npm start`, `npm test`, …)
 * begin in bootstrap.mjs.
 */
export { type Display, hasDisplay, startXServer, withDisplay } from './display.ts';
export {
  type ElectronRuntime,
  electronExecutable,
  electronRuntime,
  sandboxSwitches,
} from './electron-runtime.ts';
export { fetchPackage } from './fetch-package.ts';
export { fingerprint } from './fingerprint.ts';
export { npm } from './npm.ts';
export { distDir, inCache, inProject, projectDir, workFolder } from './paths.ts';
export type { PackagePin } from './pins.ts';
export { runProgram } from './run-program.ts';
export { writeScriptHashes } from './script-hashes.ts';
export { SetupError } from './setup-error.ts';
export { sqliteAddonFile } from './sqlite-addon.ts';
export { aptLine, missingSystemPackages } from './system-packages.ts';
export { type XServer, xServer } from './x-server.ts';
