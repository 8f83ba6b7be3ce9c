import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProgram } from './run-program.ts';
import { messageOf, SetupError } from './setup-error.ts';

/** How Debian names the folder of this machine's libraries. */
export const DEBIAN_TRIPLET = process.arch === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-linux-gnu';

/** Something of the operating system that a program of ours needs, and the Debian packages that may bring it. */
type Need = {
  /** Found by its files, whoever installed them: a library, a program or a driver. */
  found: () => boolean;
  /** The first of these that the distribution knows is installed: newer releases renamed some (…t64). */
  packages: string[];
};

/** Without these no window opens and no card is read. */
const FOR_THE_KIOSK: Need[] = [
  library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libasound.so.2', 'libasound2t64', 'libasound2'),
  library('libgbm.so.1', 'libgbm1'),
  library('libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'),
  library('libcups.so.2', 'libcups2t64', 'libcups2'),
  library('libdrm.so.2', 'libdrm2'),
  library('libxkbcommon.so.0', 'libxkbcommon0'),
  library('libXdamage.so.1', 'libxdamage1'),
  library('libXcomposite.so.1', 'libxcomposite1'),
  library('libXrandr.so.2', 'libxrandr2'),
  library('libpcsclite.so.1', 'libpcsclite1'),
  program('pcscd', 'pcscd'),
];

/** With a real card reader and a desktop these are not needed: a virtual reader and a virtual display. */
const FOR_DEVELOPMENT: Need[] = [
  { found: () => existsSync('/usr/lib/pcsc/drivers/serial/libifdvpcd.so'), packages: ['vsmartcard-vpcd'] },
  program('Xvfb', 'xvfb'),
];

/** A print service, for a slip that comes out of a printer. */
const FOR_TESTS: Need[] = [program('cupsd', 'cups-daemon'), program('lpadmin', 'cups-client')];

const TO_BUILD: Need[] = [program('g++', 'g++'), program('make', 'make'), program('python3', 'python3')];

export type MissingPackages = {
  /** The kiosk cannot run without these. */
  required: string[];
  /** Only the virtual card reader and the virtual display need these. */
  forDevelopment: string[];
};

/** Debian's names of what this machine lacks. Empty on systems without apt-get, which are the user's to equip. */
export function missingSystemPackages(): MissingPackages {
  if (!hasApt()) return { required: [], forDevelopment: [] };
  return { required: names(missing(FOR_THE_KIOSK)), forDevelopment: names(missing(FOR_DEVELOPMENT)) };
}

/** The line a user without root rights types to get these packages. */
export function aptLine(packages: string[]): string {
  return `sudo apt-get install ${packages.join(' ')}`;
}

/** True when nothing more can or need be done: nothing is missing, or only what an ordinary user may do without. */
export function areSystemPackagesReady(): boolean {
  const { required, forDevelopment } = missingSystemPackages();
  return required.length === 0 && (forDevelopment.length === 0 || !isRoot());
}

/** As root installs what is missing; else names the line that does. */
export async function prepareSystemPackages(log: (line: string) => void): Promise<void> {
  const lacking = [...missing(FOR_THE_KIOSK), ...missing(FOR_DEVELOPMENT)];
  if (isRoot()) return install(lacking, log);
  throw new SetupError('Libraries of the system are missing', aptLine(names(lacking)));
}

/** True as well where nothing can be installed: the tests of the printed slip are skipped there. */
export function isPrintServiceReady(): boolean {
  return !hasApt() || !isRoot() || missing(FOR_TESTS).length === 0;
}

export function preparePrintService(log: (line: string) => void): Promise<void> {
  return install(missing(FOR_TESTS), log);
}

/** Makes sure of a compiler, for an addon that has to be built. */
export async function requireBuildTools(log: (line: string) => void): Promise<void> {
  const lacking = missing(TO_BUILD);
  if (lacking.length === 0) return;
  if (hasApt() && isRoot()) return install(lacking, log);
  throw new SetupError(
    'A compiler is missing',
    `Install ${names(lacking).join(', ')}: ${aptLine(names(lacking))}`,
  );
}

async function install(needs: Need[], log: (line: string) => void): Promise<void> {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  try {
    await runProgram('apt-get', ['update', '-qq'], { env });
    const packages = await Promise.all(needs.map(nameHere));
    log(`installing ${packages.join(' ')}`);
    await runProgram('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env });
  } catch (cause) {
    throw new SetupError(
      `Debian's packages could not be installed: ${messageOf(cause)}`,
      `Check the network, then try it by hand: ${aptLine(names(needs))}`,
      { cause },
    );
  }
}

async function nameHere({ packages }: Need): Promise<string> {
  for (const name of packages) {
    // `apt-cache show` answers nothing for a name that only other packages provide.
    const known = await runProgram('apt-cache', ['show', name]).catch(() => '');
    if (known !== '') return name;
  }
  throw new Error(`this system knows none of: ${packages.join(', ')}`);
}

function library(file: string, ...packages: string[]): Need {
  const folders = [
    `/usr/lib/${DEBIAN_TRIPLET}`,
    `/lib/${DEBIAN_TRIPLET}`,
    '/usr/lib64',
    '/usr/lib',
    '/usr/local/lib',
  ];
  return { found: () => folders.some((folder) => existsSync(join(folder, file))), packages };
}

function program(command: string, ...packages: string[]): Need {
  // Services lie in sbin, which an ordinary user's PATH leaves out.
  const folders = () => [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return { found: () => folders().some((folder) => existsSync(join(folder, command))), packages };
}

function missing(needs: Need[]): Need[] {
  return needs.filter((need) => !need.found());
}

function names(needs: Need[]): string[] {
  return needs.map(({ packages }) => packages.at(-1) ?? '');
}

export function hasApt(): boolean {
  return existsSync('/usr/bin/apt-get');
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}
