import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** SHA-256 of every file below a folder (of a link: of where it points), by path; sorted. Times do not count. */
export function fileHashes(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  return new Map(files.map((file) => [relative(folder, file), hashOf(file)]));
}

/** One hash for a whole folder: two builds with the same hash are the same program. */
export function treeHash(folder: string): string {
  const hash = createHash('sha256');
  for (const [path, sha256] of fileHashes(folder)) hash.update(`${sha256}  ${path}\n`);
  return hash.digest('hex');
}

function hashOf(file: string): string {
  const content = lstatSync(file).isSymbolicLink() ? readlinkSync(file) : readFileSync(file);
  return createHash('sha256').update(content).digest('hex');
}
