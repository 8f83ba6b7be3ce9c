import { build, isBuilt } from './build.ts';
import { isElectronReady, prepareElectron } from './electron-runtime.ts';
import { areNodeModulesReady, prepareNodeModules } from './node-modules.ts';
import { inCache, inProject } from './paths.ts';
import { rememberYes } from './remember.ts';
import type { Step } from './run-steps.ts';
import { isSqliteReady, prepareSqlite } from './sqlite-addon.ts';
import {
  areSystemPackagesReady,
  isPrintServiceReady,
  preparePrintService,
  prepareSystemPackages,
} from './system-packages.ts';
import { isXServerReady, prepareXServer } from './x-server.ts';

const nodeModules: Step = {
  name: 'Node packages',
  takes: 'downloads about 150 MB, 1 to 2 minutes',
  isDone: areNodeModulesReady,
  run: prepareNodeModules,
};

const built: Step = { name: 'Build', takes: 'a few seconds', isDone: isBuilt, run: build };

/** For programs that need no window: the virtual card, the card reader, the centre's tools. */
export const BASE_STEPS: readonly Step[] = [nodeModules];

/** For the centre, which serves pages that are built. */
export const CENTRE_STEPS: readonly Step[] = [nodeModules, built];

/** For the kiosk, in the order in which they build on each other. */
export const KIOSK_STEPS: readonly Step[] = [
  {
    name: 'System packages',
    takes: 'about 1 minute',
    isDone: areSystemPackagesReady,
    run: prepareSystemPackages,
  },
  nodeModules,
  {
    name: 'Electron runtime',
    takes: 'downloads about 110 MB, about 1 minute',
    isDone: isElectronReady,
    run: prepareElectron,
  },
  {
    name: 'SQLite addon',
    takes: 'about 2 minutes where it has to be built',
    isDone: isSqliteReady,
    run: prepareSqlite,
  },
  {
    name: 'Face models',
    takes: 'downloads about 40 MB, about 20 seconds',
    isDone: rememberYes(
      inCache('ready', 'face-models'),
      [inProject('resources', 'face'), inProject('native', 'face-bundle'), inCache('face')],
      async () => (await faceModels()).isReady(),
    ),
    run: async (log) => (await faceModels()).prepare(log),
  },
  built,
  {
    name: 'Sample citizens',
    takes: 'renders their camera clips, about 1 minute',
    isDone: rememberYes(
      inCache('ready', 'samples'),
      [inProject('resources', 'samples'), inProject('native', 'samples'), inCache('samples')],
      async () => (await samples()).isReady(),
    ),
    run: async (log) => (await samples()).prepare(log),
  },
];

/** A machine that is only a kiosk gets no print service by itself. */
export const TEST_STEPS: readonly Step[] = [
  ...KIOSK_STEPS,
  {
    name: 'Print service',
    takes: 'downloads about 5 MB, half a minute',
    isDone: isPrintServiceReady,
    run: preparePrintService,
  },
  {
    name: 'Two displays',
    takes: 'downloads about 4 MB, some seconds',
    isDone: isXServerReady,
    run: prepareXServer,
  },
];

// Loaded late: these rooms need node modules, which an earlier step brings, and take their time to load.
const faceModels = async () => (await import('../face-bundle/index.ts')).faceModels;
const samples = async () => (await import('../samples/index.ts')).samples;
