import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import path from 'node:path';
import type { Roots } from './scheme.ts';

export type Launch = {
  /** Look at everything and say how it is, instead of opening the kiosk. */
  diagnose: boolean;
  /** Over the whole screen, as an installed kiosk always is. */
  kioskMode: boolean;
  /** Managed settings in place of the system's; only a kiosk that is not packaged takes them. */
  settings: string | null;
  /** Folder of the kiosk's data: vault, logs. */
  profile: string;
  /** Provisioning file to take at the first start; null when none was given. */
  provisioning: string | null;
  /** The centre's answer to a kiosk that could not open its vault; null when none was given. */
  recovery: string | null;
  /** Width of the slip printer's paper roll. */
  slipWidthMm: number;
  /** Folder for the reports that a supervisor saves. */
  reports: string;
};

/** Our own switches that an installed kiosk takes; `--kiosk-settings` is for development. */
export const OWN_SWITCHES = [
  'kiosk-mode',
  'diagnose',
  'backup',
  'kiosk-profile',
  'kiosk-provisioning',
  'kiosk-recovery',
  'kiosk-reports',
  'kiosk-slip-mm',
] as const;
type OwnSwitch = (typeof OWN_SWITCHES)[number] | 'kiosk-settings';

/** Reads our own switches from the command line; Chromium's are not ours to read. */
export function readLaunch(argv: readonly string[], defaults: { profile: string; reports: string }): Launch {
  const given = (name: OwnSwitch) => argv.includes(`--${name}`);
  const switchValue = (name: OwnSwitch) =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  return {
    profile: path.resolve(switchValue('kiosk-profile') ?? defaults.profile),
    kioskMode: given('kiosk-mode'),
    diagnose: given('diagnose'),
    settings: switchValue('kiosk-settings'),
    provisioning: switchValue('kiosk-provisioning'),
    recovery: switchValue('kiosk-recovery'),
    reports: path.resolve(switchValue('kiosk-reports') ?? defaults.reports),
    slipWidthMm: switchValue('kiosk-slip-mm') === '58' ? 58 : 80,
  };
}

/** Where a kiosk without provisioning looks for its file: the system's place, then drives. */
export const PROVISIONING_FOLDERS: readonly string[] =
  process.platform === 'win32'
    ? [
        path.join(process.env.ProgramData ?? 'C:\\ProgramData', 'Mor Prom Kiosk'),
        ...['D', 'E', 'F', 'G', 'H'].map((drive) => `${drive}:\\`),
      ]
    : ['/etc/morprom-kiosk', `/media/${userInfo().username}`, `/run/media/${userInfo().username}`];

export type Places = {
  /** What Vite built. */
  dist: string;
  resources: string;
  roots: Roots;
  /** SQLite addon built for this runtime; undefined where the package's own prebuild serves. */
  sqliteBinding: string | undefined;
};

/** Where things are: in a checkout, or in the folder the packaged program was installed to. */
export function findPlaces(appPath: string, isPackaged: boolean, resourcesPath: string): Places {
  const made = isPackaged ? resourcesPath : path.join(appPath, '.cache');
  const modules = path.join(appPath, 'node_modules');
  const binding = path.join(made, 'sqlite', 'better_sqlite3.node');
  return {
    dist: path.join(appPath, 'dist'),
    resources: path.join(appPath, 'resources'),
    roots: {
      app: path.join(appPath, 'dist', 'renderer'),
      engine: path.join(appPath, 'dist', 'engine'),
      models: path.join(made, 'face'),
      voice: path.join(appPath, 'resources', 'voice'),
      'wasm/mediapipe': path.join(modules, '@mediapipe', 'tasks-vision', 'wasm'),
      'wasm/litert': path.join(modules, '@litertjs', 'core', 'wasm'),
    },
    sqliteBinding: existsSync(binding) ? binding : undefined,
  };
}
