import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  type ErrorDetails,
  invalidProvisioning,
  KioskError,
  type Provisioning,
  provisioningSchema,
} from '../../contract/index.ts';
import { keptVouchers, trustedKeys } from './centre-keys.ts';
import { readProvisioning, vouchersIn } from './provisioning.ts';
import { PROVISIONING_SETTING, REFUSED_SETTING, REGISTRATION_SETTING, type Settings } from './settings.ts';

const fileSchema = z.object({ fileSha256: z.string(), provisioning: provisioningSchema });
/** `before`: what a kiosk that moves was until the centre has taken it at its new place. */
const keptSchema = fileSchema.extend({ before: fileSchema.nullable().default(null) });
type Kept = z.infer<typeof keptSchema>;

const refusedSchema = z.object({
  fileSha256: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** The provisioning that this kiosk has taken; null when it has none. */
export const keptProvisioning = (settings: Settings): Provisioning | null =>
  keptFile(settings)?.provisioning ?? null;

/**
 * Takes a provisioning file and keeps it. Until the device is registered another file replaces it; from then on only a newer one
 * by the same centre does, and the device registers anew: it moves.
 * @param policyVersions versions of the policy that this program has
 * @throws KioskError PROVISIONING_INVALID `{reason}` when the file is not taken; what was kept stays
 */
export async function takeProvisioning(options: {
  settings: Settings;
  fileText: string;
  policyVersions: readonly string[];
  now: Date;
}): Promise<Provisioning> {
  const { settings, fileText, policyVersions, now } = options;
  const kept = keptFile(settings);
  const fileSha256 = sha256(fileText);
  if (kept?.fileSha256 === fileSha256) return kept.provisioning;

  const registered = isRegistered(settings);
  const before = kept && registered ? kept : (kept?.before ?? null);
  const keys = kept && before ? await keysOfCentre(settings, kept, fileText) : undefined;
  const provisioning = await readProvisioning(fileText, now, keys);
  assertPolicy(provisioning, policyVersions);
  if (kept && before && provisioning.issuedAt <= kept.provisioning.issuedAt)
    throw invalidProvisioning('older-file');
  // In this order: cut off between the two, the device registers once more where it was.
  if (registered) settings.set(REGISTRATION_SETTING, '');
  keep(settings, { fileSha256, provisioning, before });
  return provisioning;
}

/** Whether the centre has taken this device. */
export const isRegistered = (settings: Settings): boolean => Boolean(settings.get(REGISTRATION_SETTING));

/** @throws KioskError PROVISIONING_INVALID `unknown-policy` when this program does not have the policy it is to follow */
export function assertPolicy({ policyVersion }: Provisioning, policyVersions: readonly string[]): void {
  if (!policyVersions.includes(policyVersion))
    throw invalidProvisioning('unknown-policy', { version: policyVersion });
}

/**
 * The centre does not take the device with the file it was set up with: a kiosk that was to move goes back to what it was, any
 * other one has no provisioning any more.
 * @param details of the PROVISIONING_INVALID that the centre said; told again when the same file still lies there at the next start
 */
export function refuseProvisioning(settings: Settings, details: ErrorDetails): void {
  const kept = keptFile(settings);
  if (!kept) return;
  settings.set(REFUSED_SETTING, JSON.stringify({ fileSha256: kept.fileSha256, details }));
  if (kept.before) keep(settings, { ...kept.before, before: null });
  else settings.set(PROVISIONING_SETTING, '');
}

/** @throws KioskError PROVISIONING_INVALID, what the centre said when it did not take the device with this file */
export function assertNotRefused(settings: Settings, fileText: string): void {
  const text = settings.get(REFUSED_SETTING);
  if (!text) return;
  const { fileSha256, details } = refusedSchema.parse(JSON.parse(text));
  if (fileSha256 === sha256(fileText)) throw new KioskError('PROVISIONING_INVALID', details);
}

function keptFile(settings: Settings): Kept | null {
  const text = settings.get(PROVISIONING_SETTING);
  return text ? keptSchema.parse(JSON.parse(text)) : null;
}

const keep = (settings: Settings, kept: Kept): void =>
  settings.set(PROVISIONING_SETTING, JSON.stringify(kept));

const keysOfCentre = (settings: Settings, { provisioning }: Kept, fileText: string) =>
  trustedKeys(provisioning.centre.signingKeys, [...keptVouchers(settings), ...vouchersIn(fileText)]);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
