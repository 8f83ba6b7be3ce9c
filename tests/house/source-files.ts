import { readdirSync } from 'node:fs';
import path from 'node:path';

const NOT_SOURCES = new Set(['node_modules', '.git', '.cache', 'dist', 'out']);

/** Paths of all TypeScript files under a checkout, relative to it, with slashes. */
export function sourceFiles(root: string, folder = ''): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = path.posix.join(folder, entry.name);
    if (entry.isDirectory()) return NOT_SOURCES.has(entry.name) ? [] : sourceFiles(root, file);
    return /\.tsx?$/.test(file) ? [file] : [];
  });
}
