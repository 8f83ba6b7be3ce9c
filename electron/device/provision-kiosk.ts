import { readFile } from 'node:fs/promises';
import { invalidProvisioning, type Provisioning } from '../../contract/index.ts';
import { findProvisioning } from './find-provisioning.ts';
import { openProvisioning } from './provisioning-store.ts';
import type { Settings } from './settings.ts';

/**
 * The provisioning of this kiosk, from the file that was just brought, from the one that was named at the start, from what it has kept, or else from the file
 * that lies in one of the folders.
 * Null when there is none at all.
 * @throws KioskError PROVISIONING_INVALID `{reason}`
 */
export async function provisionKiosk(options: {
  settings: Settings;
  /** Text of a file that somebody has just brought; null when nobody has. */
  fileText: string | null;
  /** The file named at the start; null when none was. */
  file: string | null;
  /** Looked through only by a kiosk that has none yet. */
  folders: readonly string[];
  now: Date;
}): Promise<Provisioning | null> {
  const { settings, fileText, file, folders, now } = options;
  if (fileText !== null) return openProvisioning({ settings, fileText, now });
  const open = async (path: string | null) =>
    openProvisioning({ settings, fileText: path === null ? null : await readProvisioningFile(path), now });
  return (await open(file)) ?? open(await findProvisioning(folders));
}

/**
 * The text of a file that may lie on a drive.
 * @throws KioskError PROVISIONING_INVALID when the drive is gone, or the file is
 */
export const readProvisioningFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw invalidProvisioning('file-gone', {}, cause);
  });
