import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inProject } from '../setup/index.ts';
import { licenceTexts } from './licence-texts.ts';

/** Of what is built, the kiosk's own; `pages` is the centre's. */
const BUILT_PARTS = ['electron', 'engine', 'renderer'];

/** What the built kiosk still takes from `node_modules` when it runs: native addons and the WebAssembly it serves. */
const FROM_NODE_MODULES = [
  'better-sqlite3-multiple-ciphers/package.json',
  'better-sqlite3-multiple-ciphers/LICENSE',
  'better-sqlite3-multiple-ciphers/lib',
  'pcsc-mini',
  '@pcsc-mini',
  '@mediapipe/tasks-vision/wasm',
  '@litertjs/core/wasm',
];

/** Goes beside the archive, where people find it. */
export const LICENCES_FILE = 'LICENSES.txt';

const SQLITE_PREBUILDS: Readonly<Record<string, string>> = {
  linux: 'linux-x64.node',
  darwin: 'darwin-arm64.node',
  win32: 'win32-x64.node',
};

/**
 * Puts exactly what the program needs into a folder, for electron-builder to pack: the built parts, the shipped data and
 * the few packages that are not bundled, and the licence texts of all of it.
 *
 * @param dist folder with the built parts
 * @param withSqliteOf platform whose SQLite addon is packed; null when one built apart stands in for it
 */
export function stageApp(folder: string, dist: string, withSqliteOf: NodeJS.Platform | null): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const part of BUILT_PARTS)
    cpSync(join(dist, part), join(folder, 'dist', part), {
      recursive: true,
      filter: (file) => !file.endsWith('.map'),
    });
  for (const data of ['policy', 'regions', 'face'])
    cpSync(inProject('resources', data), join(folder, 'resources', data), { recursive: true });
  const packed = [...FROM_NODE_MODULES];
  if (withSqliteOf !== null)
    packed.push(`better-sqlite3-multiple-ciphers/prebuilds/${SQLITE_PREBUILDS[withSqliteOf] ?? ''}`);
  for (const path of packed)
    cpSync(inProject('node_modules', path), join(folder, 'node_modules', path), { recursive: true });
  writeFileSync(join(folder, LICENCES_FILE), licenceTexts());
  writeFileSync(join(folder, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
}

/** Without dependencies: electron-builder would look for them. */
function manifest() {
  const { name, productName, version, description, license, type, main } = JSON.parse(
    readFileSync(inProject('package.json'), 'utf8'),
  );
  return { name, productName, version, description, license, type, main, author: 'Mor Prom Kiosk' };
}
