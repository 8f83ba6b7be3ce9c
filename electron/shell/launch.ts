import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Roots } from './scheme.ts';

export type Launch = {
  /** Folder of the kiosk's data: vault, logs. */
  profile: string;
  /** Provisioning file to take at the first start; null when none was given. */
  provisioning: string | null;
};

/** Reads our own switches from the command line; Chromium's are not ours to read. */
export function readLaunch(argv: readonly string[], defaultProfile: string): Launch {
  const switchValue = (name: string) =>
    argv.find((argument) => argument.startsWith(`--${name}=`))?.slice(name.length + 3) ?? null;
  return {
    profile: path.resolve(switchValue('kiosk-profile') ?? defaultProfile),
    provisioning: switchValue('kiosk-provisioning'),
  };
}

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
      'wasm/mediapipe': path.join(modules, '@mediapipe', 'tasks-vision', 'wasm'),
      'wasm/litert': path.join(modules, '@litertjs', 'core', 'wasm'),
    },
    sqliteBinding: existsSync(binding) ? binding : undefined,
  };
}
