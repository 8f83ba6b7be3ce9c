import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Provisioning, provisioningSchema } from '../../contract/index.ts';
import { readProvisioning } from './provisioning.ts';
import { PROVISIONING_SETTING, REGISTRATION_SETTING, type Settings } from './settings.ts';

const keptSchema = z.object({ fileSha256: z.string(), provisioning: provisioningSchema });

/**
 * The provisioning of this kiosk: at the first start read from its file and kept, from then on the kept one.
 * Until the device is registered another file replaces it. Null when there is neither.
 * @throws KioskError PROVISIONING_INVALID `{reason}` when a file that counts is not usable
 */
export async function openProvisioning(options: {
  settings: Settings;
  /** Content of the provisioning file; null when there is none. */
  fileText: string | null;
  now: Date;
}): Promise<Provisioning | null> {
  const { settings, fileText, now } = options;
  const keptText = settings.get(PROVISIONING_SETTING);
  const kept = keptText === null ? null : keptSchema.parse(JSON.parse(keptText));
  const registered = settings.get(REGISTRATION_SETTING) !== null;
  if (fileText === null || (kept && registered)) return kept?.provisioning ?? null;

  const fileSha256 = createHash('sha256').update(fileText).digest('base64url');
  if (kept?.fileSha256 === fileSha256) return kept.provisioning;
  const provisioning = await readProvisioning(fileText, now);
  settings.set(PROVISIONING_SETTING, JSON.stringify({ fileSha256, provisioning }));
  return provisioning;
}
