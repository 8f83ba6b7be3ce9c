import { chmodSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { inCache, runProgram, SetupError, workFolder } from '../../native/setup/index.ts';

const RELEASE = 'bookworm';

/** A Debian of its own, in a folder. */
export type Debian = {
  root: string;
  run(...command: string[]): Promise<string>;
  /** Every file and link outside home folders and what packages and services leave behind in /var, /run and /tmp. */
  files(): Promise<Set<string>>;
  remove(): void;
};

/**
 * A fresh minimal Debian. The first is made by debootstrap and kept; each one given out is a copy.
 * @throws SetupError when there is no debootstrap, or no root to run it
 */
export async function freshDebian(say: (line: string) => void): Promise<Debian> {
  const base = inCache('debian', 'base');
  if (!existsSync(join(base, 'usr/bin/apt-get'))) {
    say('debootstrap makes a clean Debian (once, some minutes)');
    await makeBase(base);
  }
  const root = workFolder('debian');
  await runProgram('cp', ['-a', `${base}/.`, root]);
  // It was made in a work folder, which is its maker's alone; nobody else could run anything in it.
  chmodSync(root, 0o755);
  cpSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  return {
    root,
    run: (...command) =>
      runProgram('chroot', [root, ...command], {
        env: {
          DEBIAN_FRONTEND: 'noninteractive',
          LC_ALL: 'C.UTF-8',
          HOME: '/root',
          PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
        },
      }),
    files: () => filesBelow(root),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

async function makeBase(base: string): Promise<void> {
  const work = workFolder('debootstrap');
  try {
    await runProgram('debootstrap', ['--variant=minbase', RELEASE, work]);
    mkdirSync(inCache('debian'), { recursive: true });
    await runProgram('cp', ['-a', work, base]);
  } catch (cause) {
    throw new SetupError(
      'A clean Debian could not be made',
      'Run this as root, with Debian’s mirror in reach: apt-get install debootstrap',
      { cause },
    );
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** What the system itself changes when any package comes or goes. */
const CHANGES_ANYWAY =
  /^(var|run|tmp|proc|dev|sys|home|root)\/|\.cache$|^etc\/ld\.so\.cache$|\/__pycache__\//;

async function filesBelow(root: string): Promise<Set<string>> {
  const found = new Set<string>();
  for (const top of await readdir(root)) {
    if (CHANGES_ANYWAY.test(`${top}/`)) continue;
    const listing = await runProgram('find', [join(root, top), '-xdev', '!', '-type', 'd']);
    for (const file of listing.split('\n').filter(Boolean)) found.add(relative(root, file));
  }
  return new Set([...found].filter((file) => !CHANGES_ANYWAY.test(file)));
}
