import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDeb } from '../../native/package/index.ts';
import { inProject, SetupError, workFolder } from '../../native/setup/index.ts';

/**
 * Two packages to update to: the program with the next version number, and one more whose main file is missing. Made by
 * putting other words of the same length into the packed program: the rest is the same byte for byte.
 */
export async function makeNextVersions(out: string): Promise<string[]> {
  const { version }: { version: string } = JSON.parse(readFileSync(inProject('package.json'), 'utf8'));
  const [first, second] = [1, 2].map((step) =>
    version.replace(/\d$/, (last) => String((Number(last) + step) % 10)),
  );
  return [
    await altered(out, first ?? '', [[`"version": "${version}"`, `"version": "${first}"`]]),
    await altered(out, second ?? '', [
      [`"version": "${version}"`, `"version": "${second}"`],
      ['dist/electron/main.js"', 'dist/electron/none.js"'],
    ]),
  ];
}

async function altered(out: string, version: string, words: readonly [string, string][]): Promise<string> {
  const folder = workFolder('next-version');
  try {
    cpSync(join(out, 'linux-unpacked'), folder, { recursive: true });
    const archive = join(folder, 'resources', 'app.asar');
    // Bytes one to one, both ways.
    let content = readFileSync(archive, 'latin1');
    for (const [word, other] of words) {
      if (!content.includes(word))
        throw new SetupError(`${word} is not in ${archive}`, 'Look at the packed program.');
      content = content.replace(word, other);
    }
    writeFileSync(archive, content, 'latin1');
    return await makeDeb({ folder, official: false }, out, version, 'none');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
