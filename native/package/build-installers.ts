import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  distDir,
  type ElectronRuntime,
  electronRuntime,
  inProject,
  SetupError,
  workFolder,
} from '../setup/index.ts';
import { wrongFuses } from './fuses.ts';
import { EXECUTABLE, installers } from './installers.ts';
import { stageApp } from './stage-app.ts';

/** Installers besides the Debian package: each is built on the system it is for, whose addons are installed there. */
const KINDS = {
  win: { system: 'win32', name: 'Windows', arch: 'x64', unpacked: `win-unpacked/${EXECUTABLE}.exe` },
  mac: { system: 'darwin', name: 'macOS', arch: 'arm64', unpacked: 'mac-arm64/Mor Prom Kiosk.app' },
  appimage: { system: 'linux', name: 'Linux', arch: 'x64', unpacked: `linux-unpacked/${EXECUTABLE}` },
} as const;
type Kind = keyof typeof KINDS;

/** Beside the installers: what an administrator copies to `C:\\Windows\\PolicyDefinitions`. */
const POLICY_TEMPLATES = ['morprom-kiosk.admx', 'th-TH', 'en-US'];

/**
 * Which installers the command line asks for: `--win`, `--mac`, `--appimage`; none for the default.
 * @throws SetupError for any other word
 */
export function installersAskedFor(args: readonly string[]): Kind[] {
  const kinds = Object.keys(KINDS) as Kind[];
  return args.map((argument) => {
    const kind = kinds.find((name) => argument === `--${name}`);
    if (kind) return kind;
    throw new SetupError(
      `unknown argument ${argument}`,
      `Known: ${kinds.map((name) => `--${name}`).join(', ')}.`,
    );
  });
}

/**
 * @param system of this machine, as `process.platform` names it
 * @throws SetupError when this kind can't be built here
 */
export function assertCanBuild(
  kind: Kind,
  system: NodeJS.Platform,
  { official }: Pick<ElectronRuntime, 'official'>,
): void {
  const { name } = KINDS[kind];
  if (system !== KINDS[kind].system)
    throw new SetupError(
      `the installer for ${name} is not built on this system`,
      `Run npm run package -- --${kind} on ${name}: the addons for it are installed only there.`,
    );
  if (!official)
    throw new SetupError(
      'this machine has only a stand-in for Electron’s own runtime, which is never handed out',
      'Run it where Electron’s own runtime can be downloaded. To try the package here: npm run package.',
    );
}

/**
 * Builds the installers of one kind with electron-builder, which downloads its tools.
 * @param out folder for them
 * @returns their files; on Windows the policy templates lie beside them
 * @throws SetupError when they can't be built here, or a fuse does not stand as it should
 */
export async function buildInstallers(kind: Kind, out: string): Promise<string[]> {
  const runtime = electronRuntime();
  assertCanBuild(kind, process.platform, runtime);
  const { system, arch, unpacked } = KINDS[kind];
  const { build, Arch, Platform } = await import('electron-builder');
  const platform = { win: Platform.WINDOWS, mac: Platform.MAC, appimage: Platform.LINUX }[kind];
  const app = workFolder('package');
  try {
    stageApp(app, distDir, system);
    const built = await build({
      projectDir: app,
      targets: platform.createTarget(null, Arch[arch]),
      config: installers({ app, out, runtime: { version: runtime.version } }),
      publish: 'never',
    });
    const wrong = await wrongFuses(join(out, unpacked));
    if (wrong.length > 0)
      throw new SetupError(
        `the fuses ${wrong.join(', ')} are not set`,
        'Look at FUSES in native/package/installers.ts.',
      );
    if (kind === 'win') layPolicyTemplates(out);
    return built.filter((file) => !file.endsWith('.blockmap'));
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
}

/** @returns the folder with the templates of Windows' policies */
export function layPolicyTemplates(out: string): string {
  const folder = join(out, 'policy-templates');
  mkdirSync(folder, { recursive: true });
  const source = inProject('build', 'windows');
  for (const name of POLICY_TEMPLATES) cpSync(join(source, name), join(folder, name), { recursive: true });
  return folder;
}
