import { KioskError } from '../../contract/index.ts';

/** What `safeStorage` falls back to on a Linux without a keyring: obfuscation, not protection. */
export const NO_KEEPER = 'basic_text';

/** @throws KioskError VAULT_LOCKED `{reason: "no-keystore"}` for a packaged kiosk that has nothing to keep its key */
export function refuseUnprotected(keeper: string, isPackaged: boolean): void {
  if (keeper === NO_KEEPER && isPackaged) throw new KioskError('VAULT_LOCKED', { reason: 'no-keystore' });
}
