import { existsSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { distDir, electronRuntime, SetupError, workFolder } from '../setup/index.ts';
import { wrongFuses } from './fuses.ts';
import { EXECUTABLE, installers, type Runtime } from './installers.ts';
import { stageApp } from './stage-app.ts';

export type PackagedApp = {
  /** Folder with the unpacked program. */
  folder: string;
  executable: string;
  /** False when it is built on the fallback runtime: to be tried, never to be handed out. */
  official: boolean;
};

/**
 * Packs the program for Linux x64, not yet as an installer: `linux-unpacked` below `out`.
 * @param dist folder with the built parts
 * @throws SetupError when a fuse does not stand as it should
 */
export async function packageApp(out: string, dist = distDir): Promise<PackagedApp> {
  const { build, Platform, Arch } = await import('electron-builder');
  const { path, version, official } = electronRuntime();
  const runtime: Runtime = { version, folder: official ? undefined : dirname(path) };
  const app = workFolder('package');
  try {
    stageApp(app, dist, official ? 'linux' : null);
    rmSync(join(out, 'linux-unpacked'), { recursive: true, force: true });
    await build({
      projectDir: app,
      targets: Platform.LINUX.createTarget('dir', Arch.x64),
      config: installers({ app, out, runtime }),
      publish: 'never',
    });
  } finally {
    rmSync(app, { recursive: true, force: true });
  }
  const folder = join(out, 'linux-unpacked');
  // Ours, of the fallback runtime; electron-builder takes away only Electron's own.
  rmSync(join(folder, 'resources', 'default_app.asar'), { force: true });
  const executable = join(folder, EXECUTABLE);
  if (!existsSync(executable))
    throw new SetupError(`${executable} was not built`, 'See what electron-builder says above.');
  const wrong = await wrongFuses(executable);
  if (wrong.length > 0)
    throw new SetupError(
      `the fuses ${wrong.join(', ')} are not set`,
      'Look at FUSES in native/package/installers.ts.',
    );
  return { folder, executable, official };
}
