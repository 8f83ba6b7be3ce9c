import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout, and the git-ignored folder in it that holds everything set-up makes or brings. */
export const projectDir = join(import.meta.dirname, '..', '..');
export const cacheDir = join(projectDir, '.cache');
export const distDir = join(projectDir, 'dist');

export function inProject(...parts: string[]): string {
  return join(projectDir, ...parts);
}

export function inCache(...parts: string[]): string {
  return join(cacheDir, ...parts);
}

/**
 * A new empty folder on the same disk as `.cache`, so that what is finished in it can be renamed into place:
 * nobody ever sees a half-made result, also after an interruption.
 */
export function workFolder(purpose: string): string {
  mkdirSync(inCache('tmp'), { recursive: true });
  return mkdtempSync(inCache('tmp', `${purpose}-`));
}

/** Takes away what interrupted runs left in `.cache/tmp`: all that is older than a day. */
export function clearOldWork(nowMs: number): void {
  const dayMs = 24 * 60 * 60 * 1000;
  for (const name of existsSync(inCache('tmp')) ? readdirSync(inCache('tmp')) : []) {
    const folder = inCache('tmp', name);
    if (nowMs - statSync(folder).mtimeMs > dayMs) rmSync(folder, { recursive: true, force: true });
  }
}
