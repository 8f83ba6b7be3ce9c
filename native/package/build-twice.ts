import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { inProject, runProgram, workFolder } from '../setup/index.ts';
import { makeDeb } from './make-deb.ts';
import { packageApp } from './package-app.ts';
import { fileHashes } from './tree-hash.ts';

/** An unpacked program and the package that was made of it. */
export type BuiltPackage = { folder: string; deb: string };

/**
 * Builds program and package once more in another folder, from the sources on, and compares them with the first ones.
 * @returns what differs; empty when both are the same byte by byte
 */
export async function buildAgain(first: BuiltPackage, version: string): Promise<string[]> {
  const work = workFolder('twice');
  try {
    const [dist, out] = [join(work, 'dist'), join(work, 'out')];
    mkdirSync(out);
    await runProgram(process.execPath, [inProject('native/setup/build-into.ts'), dist]);
    const app = await packageApp(out, dist);
    return differences(first, { folder: app.folder, deb: await makeDeb(app, out, version) });
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/** Files of the program that are another or only on one side, and the package's name when its hash is another; sorted. */
export function differences(first: BuiltPackage, second: BuiltPackage): string[] {
  const [one, other] = [fileHashes(first.folder), fileHashes(second.folder)];
  const files = [...new Set([...one.keys(), ...other.keys()])].sort();
  const packages = sha256(first.deb) === sha256(second.deb) ? [] : [basename(first.deb)];
  return [...files.filter((file) => one.get(file) !== other.get(file)), ...packages];
}

/** Of a file, in hex. */
export function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
