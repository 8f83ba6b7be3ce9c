export type { KeyStore } from './key-file.ts';
export type { Settings } from './settings.ts';
export { openVault, type Vault, type VaultOptions } from './vault.ts';
