import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fingerprint } from './fingerprint.ts';

/**
 * Makes a slow question cheap: it is asked again only when one of these paths, which the answer comes from, is
 * different from when it last was yes.
 *
 * @param memoryFile where the paths' fingerprint is kept
 */
export function rememberYes(
  memoryFile: string,
  paths: string[],
  ask: () => Promise<boolean>,
): () => Promise<boolean> {
  return async () => {
    const now = fingerprint(paths);
    if (existsSync(memoryFile) && readFileSync(memoryFile, 'utf8') === now) return true;
    const answer = await ask();
    if (answer) {
      mkdirSync(dirname(memoryFile), { recursive: true });
      writeFileSync(memoryFile, now);
    }
    return answer;
  };
}
