import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { npm } from './npm.ts';
import { inCache, workFolder } from './paths.ts';
import type { PackagePin } from './pins.ts';
import { runProgram } from './run-program.ts';
import { SetupError } from './setup-error.ts';

/**
 * Brings one package from the user's npm registry and unpacks it, refusing a tarball that has not the pinned
 * hash. A package that is there already is not fetched again.
 *
 * @param log told once when something has to be downloaded
 * @param into where the package's files go; by default a folder of its own under `.cache/packages`
 * @returns the folder with the package's files (`package.json` and the rest)
 * @throws SetupError when the registry is out of reach or the hash differs
 */
export async function fetchPackage(
  pin: PackagePin,
  log: (line: string) => void,
  into: string = inCache('packages', `${pin.name.replace('/', '+')}@${pin.version}`),
): Promise<string> {
  if (existsSync(into)) return into;
  log(`downloading ${pin.name}@${pin.version}`);
  const work = workFolder('package');
  try {
    const tarball = await download(pin, work);
    checkIntegrity(tarball, pin);
    await unpack(tarball, join(work, 'unpacked'));
    mkdirSync(dirname(into), { recursive: true });
    renameSync(join(work, 'unpacked'), into);
    return into;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function download(pin: PackagePin, folder: string): Promise<string> {
  const spec = `${pin.name}@${pin.version}`;
  await npm(['pack', spec, '--silent', '--pack-destination', folder], { cwd: folder }).catch((cause) => {
    throw new SetupError(
      `${spec} could not be downloaded`,
      'Check the network and the registry in your npm settings (`npm ping`), then run the command again.',
      { cause },
    );
  });
  const [tarball] = readdirSync(folder).filter((name) => name.endsWith('.tgz'));
  if (!tarball) throw new Error(`npm pack ${spec} left no tarball`);
  return join(folder, tarball);
}

/**
 * @param tarball path of the file to check
 * @throws SetupError when its SHA-512 is not the pinned one
 */
export function checkIntegrity(tarball: string, pin: PackagePin): void {
  const actual = `sha512-${createHash('sha512').update(readFileSync(tarball)).digest('base64')}`;
  if (actual === pin.integrity) return;
  throw new SetupError(
    `${pin.name}@${pin.version} is not the file that was pinned (it has ${actual})`,
    'Do not use it: check the registry in your npm settings, and tell the maintainers if it is the public one.',
  );
}

async function unpack(tarball: string, folder: string): Promise<void> {
  mkdirSync(folder);
  await runProgram('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1', '--no-same-owner']);
}
