import { readFile, writeFile } from 'node:fs/promises';
import type { Configuration } from 'electron-builder';
import { inCache, inProject } from '../setup/index.ts';
import { withProperties } from './msi-properties.ts';
import { LICENCES_FILE } from './stage-app.ts';

export const EXECUTABLE = 'morprom-kiosk';

/** What of Electron is switched off, or on, in the executable itself: no argument or variable can change it. */
export const FUSES = {
  runAsNode: false,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableCookieEncryption: true,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false,
} as const;

export type Runtime = {
  version: string;
  /** Folder with Electron's files; electron-builder downloads them when left out. */
  folder?: string | undefined;
};

/**
 * Every installer of the kiosk, for electron-builder. One installer serves all facilities: what is a facility's own comes in
 * its provisioning file. The `.deb` is made by `make-deb.ts`.
 *
 * @param app folder that `stageApp` made
 * @param out folder for what is built
 */
export function installers({
  app,
  out,
  runtime,
}: {
  app: string;
  out: string;
  runtime: Runtime;
}): Configuration {
  return {
    appId: 'th.go.moph.morprom.kiosk',
    productName: 'Mor Prom Kiosk',
    copyright: 'MIT',
    directories: { app, output: out, buildResources: inProject('build') },
    electronVersion: runtime.version,
    ...(runtime.folder !== undefined && { electronDist: runtime.folder }),
    // `stageApp` has put in what is needed; nothing is installed, built or looked for.
    npmRebuild: false,
    nodeGypRebuild: false,
    files: [
      '**/*',
      `!${LICENCES_FILE}`,
      { from: `${app}/node_modules`, to: 'node_modules', filter: ['**/*'] },
    ],
    asar: true,
    // The system loads addons from files of their own.
    asarUnpack: ['**/*.node'],
    extraResources: [
      { from: inCache('face'), to: 'face' },
      { from: `${app}/${LICENCES_FILE}`, to: LICENCES_FILE },
      { from: inProject('build', 'app-update.yml'), to: 'app-update.yml' },
      ...(runtime.folder === undefined ? [] : [{ from: inCache('sqlite'), to: 'sqlite' }]),
    ],
    electronFuses: { ...FUSES },
    electronLanguages: ['th', 'en-US'],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: filled in by electron-builder
    artifactName: 'morprom-kiosk-${version}-${arch}.${ext}',
    publish: null,
    linux: {
      target: ['AppImage'],
      executableName: EXECUTABLE,
      category: 'Office',
    },
    win: {
      target: ['nsis', 'msi'],
      executableName: EXECUTABLE,
    },
    nsis: {
      oneClick: false,
      perMachine: true,
      allowElevation: true,
      allowToChangeInstallationDirectory: true,
      deleteAppDataOnUninstall: false,
      runAfterFinish: false,
      include: inProject('build', 'windows', 'installer.nsh'),
    },
    msi: { oneClick: true, perMachine: true, runAfterFinish: false },
    async msiProjectCreated(file) {
      await writeFile(file, withProperties(await readFile(file, 'utf8')));
    },
    mac: {
      target: ['dmg'],
      category: 'public.app-category.medical',
      hardenedRuntime: true,
      entitlements: inProject('build', 'mac', 'entitlements.plist'),
      entitlementsInherit: inProject('build', 'mac', 'entitlements.plist'),
      extendInfo: { NSCameraUsageDescription: 'Compares the citizen with the photo on the card.' },
    },
    dmg: {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: filled in by electron-builder
      title: '${productName} ${version}',
      contents: [
        { x: 140, y: 200, type: 'file' },
        { x: 400, y: 200, type: 'link', path: '/Applications' },
      ],
    },
  };
}
