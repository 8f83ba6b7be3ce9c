import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { invalidProvisioning } from '../../contract/index.ts';

const PROVISIONING_FILE = /\.provisioning\.json$/;

/**
 * The provisioning file that lies in one of these folders, or in a folder directly below one (a drive below `/media/USER`).
 * Folders that are not there are passed over. Null when there is none.
 * @throws KioskError PROVISIONING_INVALID when there are several: only a person knows which is meant for this machine
 */
export async function findProvisioning(folders: readonly string[]): Promise<string | null> {
  const found: string[] = [];
  for (const folder of folders) {
    const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
    const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
    for (const place of [folder, ...below]) {
      const names = await readdir(place).catch(() => []);
      found.push(
        ...names.filter((name) => PROVISIONING_FILE.test(name)).map((name) => path.join(place, name)),
      );
    }
  }
  if (found.length > 1) throw invalidProvisioning('several-files', { count: found.length });
  return found[0] ?? null;
}
