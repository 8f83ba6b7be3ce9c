export type { KeyStore } from './key-file.ts';
export { requestRecovery } from './recovery.ts';
export type { Settings } from './settings.ts';
export { forgetBeforeMigration, openVault, recoverVault, type Vault, type VaultOptions } from './vault.ts';
