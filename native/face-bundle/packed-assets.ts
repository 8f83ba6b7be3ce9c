import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Takes files out of the pack of an older `@mediapipe/*` package: one `.data` file, and a loader script that
 * lists what stands where in it.
 *
 * @param packageFolder the unpacked npm package
 * @param pack the pack's name, the part of its file names before `_packed_assets`
 * @param names the files to take, without their folder
 * @throws Error when a file is not in the pack
 */
export function readPackedAssets<Name extends string>(
  packageFolder: string,
  pack: string,
  names: readonly Name[],
): Record<Name, Buffer> {
  const loader = readFileSync(join(packageFolder, `${pack}_packed_assets_loader.js`), 'utf8');
  const data = readFileSync(join(packageFolder, `${pack}_packed_assets.data`));
  const list = /loadPackage\((\{"files":.*?\})\);/s.exec(loader)?.[1];
  if (!list) throw new Error(`${pack}: the loader lists no files`);
  const { files } = JSON.parse(list) as { files: { filename: string; start: number; end: number }[] };

  const taken = names.map((name) => {
    const file = files.find(({ filename }) => basename(filename) === name);
    if (!file) throw new Error(`${pack} holds no ${name}`);
    return [name, data.subarray(file.start, file.end)] as const;
  });
  return Object.fromEntries(taken) as Record<Name, Buffer>;
}
