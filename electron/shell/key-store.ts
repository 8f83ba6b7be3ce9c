import { safeStorage } from 'electron';
import { NO_KEEPER, refuseUnprotected } from './keeper.ts';

/**
 * The system's key store behind Electron's safeStorage: Keychain, DPAPI, or the Linux keyring in use.
 * @throws KioskError VAULT_LOCKED `{reason: "no-keystore"}` when a packaged kiosk finds none
 */
export function createKeyStore(isPackaged: boolean) {
  const keeper = process.platform === 'linux' ? safeStorage.getSelectedStorageBackend() : process.platform;
  refuseUnprotected(keeper, isPackaged);
  if (keeper === NO_KEEPER) safeStorage.setUsePlainTextEncryption(true);
  return {
    keeper,
    wrap: (secret: Uint8Array): Uint8Array =>
      safeStorage.encryptString(Buffer.from(secret).toString('base64')),
    unwrap: (wrapped: Uint8Array): Uint8Array =>
      Buffer.from(safeStorage.decryptString(Buffer.from(wrapped)), 'base64'),
  };
}
