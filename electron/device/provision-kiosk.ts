import { readFile } from 'node:fs/promises';
import {
  type ErrorReport,
  invalidProvisioning,
  KioskError,
  type Provisioning,
} from '../../contract/index.ts';
import { findProvisioning } from './find-provisioning.ts';
import { assertNotRefused, assertPolicy, keptProvisioning, takeProvisioning } from './provisioning-store.ts';
import type { Settings } from './settings.ts';

export type Provisioned = {
  provisioning: Provisioning;
  /** Why the file that was named at the start was passed over; null when none was. */
  ignored: ErrorReport | null;
};

/**
 * The provisioning of this kiosk, from the file that was just brought, from the one that was named at the start, from what it has
 * kept, or else from the file that lies in one of the folders. A kiosk that has provisioning goes on with it when the named file
 * is no good. Null when there is none at all.
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
  /** Versions of the policy that this program has. */
  policyVersions: readonly string[];
  now: Date;
}): Promise<Provisioned | null> {
  const { settings, fileText, file, folders, policyVersions, now } = options;
  const take = (text: string) => takeProvisioning({ settings, fileText: text, policyVersions, now });
  if (fileText !== null) return { provisioning: await take(fileText), ignored: null };

  const kept = keptProvisioning(settings);
  const path = file ?? (kept ? null : await findProvisioning(folders));
  let ignored: ErrorReport | null = null;
  if (path !== null) {
    try {
      const text = await readProvisioningFile(path);
      assertNotRefused(settings, text);
      return { provisioning: await take(text), ignored };
    } catch (fault) {
      if (!kept || !(fault instanceof KioskError)) throw fault;
      ignored = { code: 'PROVISIONING_IGNORED', details: fault.details };
    }
  }
  if (!kept) return null;
  assertPolicy(kept, policyVersions);
  return { provisioning: kept, ignored };
}

/**
 * The text of a file that may lie on a drive.
 * @throws KioskError PROVISIONING_INVALID when the drive is gone, or the file is
 */
export const readProvisioningFile = (file: string): Promise<string> =>
  readFile(file, 'utf8').catch((cause: unknown) => {
    throw invalidProvisioning('file-gone', {}, cause);
  });
