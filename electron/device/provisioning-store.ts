import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Provisioning, provisioningSchema } from '../../contract/index.ts';
import { keptVouchers, trustedKeys } from './centre-keys.ts';
import { readProvisioning, vouchersIn } from './provisioning.ts';
import { PROVISIONING_SETTING, REGISTRATION_SETTING, type Settings } from './settings.ts';

const keptSchema = z.object({ fileSha256: z.string(), provisioning: provisioningSchema });

/**
 * The provisioning of this kiosk: at the first start read from its file and kept, from then on the kept one.
 * Until the device is registered another file replaces it; from then on only a newer one by the same centre does, and
 * the device registers anew: it moves. Null when there is neither.
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
  const registered = isRegistered(settings);
  if (fileText === null) return kept?.provisioning ?? null;

  const fileSha256 = createHash('sha256').update(fileText).digest('base64url');
  if (kept?.fileSha256 === fileSha256) return kept.provisioning;
  if (kept && registered) return await move(settings, kept.provisioning, { fileText, fileSha256, now });
  const provisioning = await readProvisioning(fileText, now);
  settings.set(PROVISIONING_SETTING, JSON.stringify({ fileSha256, provisioning }));
  return provisioning;
}

/** Whether the centre has taken this device. */
export const isRegistered = (settings: Settings): boolean => Boolean(settings.get(REGISTRATION_SETTING));

/** Whether a file was ever taken. */
export const isProvisioned = (settings: Settings): boolean => settings.get(PROVISIONING_SETTING) !== null;

/** An old file that still lies there, or one of another centre, moves nobody. */
async function move(
  settings: Settings,
  kept: Provisioning,
  { fileText, fileSha256, now }: { fileText: string; fileSha256: string; now: Date },
): Promise<Provisioning> {
  const vouchers = [...keptVouchers(settings), ...vouchersIn(fileText)];
  const keys = await trustedKeys(kept.centre.signingKeys, vouchers);
  const file = await readProvisioning(fileText, now, keys).catch(() => null);
  if (file === null || file.issuedAt <= kept.issuedAt) return kept;
  settings.set(PROVISIONING_SETTING, JSON.stringify({ fileSha256, provisioning: file }));
  settings.set(REGISTRATION_SETTING, '');
  return file;
}
