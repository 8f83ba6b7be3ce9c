import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import {
  CENTRE_KEY_VOUCHER_TYPE,
  type PublicJwk,
  type PublishedCentreKeys,
  publicJwkSchema,
} from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import type { Settings } from './settings.ts';

export type CentreKeyRing = {
  /** The centre's signing keys that this kiosk trusts. */
  trusted(): readonly PublicJwk[];
  /**
   * Asks the centre for keys that came since, and trusts those that one it trusts has vouched for.
   * @throws KioskError as the centre client does
   */
  learn(): Promise<void>;
};

const SETTING = 'device.centre-key-vouchers';
const vouchersSchema = z.array(z.string());
const voucherSchema = z.object({ jwk: publicJwkSchema.extend({ kid: z.string() }) });

/** What vouches for keys that came after those of the provisioning file. */
export const keptVouchers = (settings: Settings): string[] =>
  vouchersSchema.parse(JSON.parse(settings.get(SETTING) ?? '[]'));

/** The roots, and every key that one of the trusted has vouched for, however many changes ago. */
export async function trustedKeys(
  roots: readonly PublicJwk[],
  vouchers: readonly string[],
): Promise<PublicJwk[]> {
  const trusted = [...roots];
  for (let grew = true; grew; ) {
    grew = false;
    for (const voucher of vouchers) {
      const key = await vouchedFor(voucher, trusted);
      if (key === null || trusted.some(({ kid }) => kid === key.kid)) continue;
      trusted.push(key);
      grew = true;
    }
  }
  return trusted;
}

/** Null when none of the trusted keys has signed it. */
async function vouchedFor(voucher: string, trusted: readonly PublicJwk[]): Promise<PublicJwk | null> {
  const keys = createLocalJWKSet({ keys: trusted } as JSONWebKeySet);
  const verified = await compactVerify(voucher, keys, { algorithms: ['ES256'] }).catch(() => null);
  if (verified?.protectedHeader.typ !== CENTRE_KEY_VOUCHER_TYPE) return null;
  return voucherSchema.parse(JSON.parse(Buffer.from(verified.payload).toString('utf8'))).jwk;
}

/**
 * The centre's keys: those of the provisioning file are the roots, later ones are learned. The vouchers are kept, not the
 * keys: what is trusted follows from the roots at every start.
 */
export async function openCentreKeys(options: {
  settings: Settings;
  roots: readonly PublicJwk[];
  fetchKeys: () => Promise<PublishedCentreKeys>;
  audit: (entry: AuditEntry) => void;
}): Promise<CentreKeyRing> {
  const { settings, roots, fetchKeys, audit } = options;
  let trusted = await trustedKeys(roots, keptVouchers(settings));
  let learning: Promise<void> | null = null;

  async function learn(): Promise<void> {
    const { vouchers } = await fetchKeys();
    const known = new Set(trusted.map(({ kid }) => kid));
    trusted = await trustedKeys(roots, [...keptVouchers(settings), ...vouchers]);
    const fresh = trusted.filter(({ kid }) => !known.has(kid));
    if (fresh.length === 0) return;
    settings.set(SETTING, JSON.stringify([...new Set([...keptVouchers(settings), ...vouchers])]));
    for (const { kid = '' } of fresh)
      audit({ actor: 'centre', event: 'centre.key-learned', subject: kid, details: {} });
  }

  return {
    trusted: () => trusted,
    learn: () => {
      learning ??= learn().finally(() => {
        learning = null;
      });
      return learning;
    },
  };
}
