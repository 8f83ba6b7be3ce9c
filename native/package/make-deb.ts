import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inProject, runProgram, SetupError, workFolder } from '../setup/index.ts';
import { EXECUTABLE } from './installers.ts';
import type { PackagedApp } from './package-app.ts';

const HOME = `/opt/${EXECUTABLE}`;

/** Debian 12 and Ubuntu 22.04, and their successors, which renamed some (…t64). */
const DEPENDS = [
  'libgtk-3-0t64 | libgtk-3-0',
  'libnss3',
  'libasound2t64 | libasound2',
  'libgbm1',
  'libatk-bridge2.0-0t64 | libatk-bridge2.0-0',
  'libcups2t64 | libcups2',
  'libdrm2',
  'libxkbcommon0',
  'libxdamage1',
  'libxcomposite1',
  'libxrandr2',
  'libsecret-1-0',
  'libpcsclite1',
  'pcscd',
  'gnome-keyring',
  // The session of a dedicated machine: xset, and one bus for it and the kiosk's service.
  'x11-xserver-utils',
  'dbus-user-session',
  'openssl',
];

/** What only a dedicated machine needs: it has a display manager, of which LightDM is the one in docs/it/lock-down.md. */
const SUGGESTS = ['lightdm', 'xserver-xorg', 'libpam-gnome-keyring', 'usbguard'];

/** Where a file of ours goes on the machine, and what it is made from. */
const SYSTEM_FILES: Readonly<Record<string, string>> = {
  '/usr/share/applications/morprom-kiosk.desktop': 'build/linux/morprom-kiosk.desktop',
  '/usr/share/xsessions/morprom-kiosk.desktop': 'build/linux/morprom-kiosk-session.desktop',
  '/usr/lib/systemd/user/morprom-kiosk.service': 'build/linux/morprom-kiosk.service',
  '/usr/lib/systemd/user/morprom-kiosk-keyring.service': 'build/linux/morprom-kiosk-keyring.service',
  '/usr/lib/systemd/system/morprom-kiosk-keyring-password.service':
    'build/linux/morprom-kiosk-keyring-password.service',
  '/usr/lib/systemd/system/morprom-kiosk-update.service': 'build/linux/morprom-kiosk-update.service',
  '/usr/lib/systemd/system/morprom-kiosk-update.timer': 'build/linux/morprom-kiosk-update.timer',
  [`/usr/share/icons/hicolor/512x512/apps/${EXECUTABLE}.png`]: 'build/icon.png',
  [`${HOME}/linux/apply-update.sh`]: 'build/linux/apply-update.sh',
  [`${HOME}/linux/session.sh`]: 'build/linux/session.sh',
};

/**
 * Makes the Debian package of an unpacked program. It has no scripts: nothing runs as root when it is installed, and what
 * it brought is gone when it is removed. The facility's data is in the kiosk user's home and stays.
 *
 * @param out folder for the package
 * @returns the file; its name ends with `-devruntime.deb` when it is built on the fallback runtime
 */
export async function makeDeb(
  app: Pick<PackagedApp, 'folder' | 'official'>,
  out: string,
  version: string,
  compression: 'xz' | 'none' = 'xz',
): Promise<string> {
  const { description } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const root = workFolder('deb');
  try {
    cpSync(app.folder, join(root, HOME), { recursive: true });
    // Chromium's sandbox helper, for systems that keep programs from making namespaces.
    chmodSync(join(root, HOME, 'chrome-sandbox'), 0o4755);
    laySystemFiles(root);
    mkdirSync(join(root, 'usr/bin'), { recursive: true });
    symlinkSync(`${HOME}/${EXECUTABLE}`, join(root, 'usr/bin', EXECUTABLE));
    mkdirSync(join(root, 'DEBIAN'));
    writeFileSync(join(root, 'DEBIAN/control'), control(version, description));
    chmodSync(root, 0o755);
    const file = join(out, `morprom-kiosk_${version}_amd64${app.official ? '' : '-devruntime'}.deb`);
    // dpkg-deb gives no file a later time than this one: two builds of a commit are the same package (reproducible-builds.org).
    const env = { SOURCE_DATE_EPOCH: await sourceDate() };
    const args = ['--root-owner-group', `-Z${compression}`, '-z1', '--build', root, file];
    await runProgram('dpkg-deb', args, { env });
    return file;
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

/** Puts what belongs to the machine's system into the folder of a package, where it lies on a machine. */
export function laySystemFiles(root: string): void {
  for (const [target, source] of Object.entries(SYSTEM_FILES)) {
    mkdirSync(dirname(join(root, target)), { recursive: true });
    cpSync(inProject(source), join(root, target));
  }
}

/** The commit's time in seconds, unless whoever builds names another; the time of all that is packed is later than that. */
async function sourceDate(): Promise<string> {
  const { SOURCE_DATE_EPOCH: named } = process.env;
  if (named) return named;
  try {
    return (await runProgram('git', ['log', '-1', '--format=%ct'], { cwd: inProject() })).trim();
  } catch {
    throw new SetupError(
      'when this program was committed is not known: git does not tell it here',
      'Build it in a git checkout, or say the time in seconds: SOURCE_DATE_EPOCH=…',
    );
  }
}

function control(version: string, description: string): string {
  const fields = {
    Package: EXECUTABLE,
    Version: version,
    Architecture: 'amd64',
    Maintainer: 'Mor Prom Kiosk <kiosk@localhost>',
    Section: 'misc',
    Priority: 'optional',
    Depends: DEPENDS.join(', '),
    Suggests: SUGGESTS.join(', '),
    Description: description,
  };
  return Object.entries(fields)
    .map(([name, value]) => `${name}: ${value}\n`)
    .join('');
}
