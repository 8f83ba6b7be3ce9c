import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyStore } from './key-file.ts';
import { openVault, type Vault } from './vault.ts';

/** A key store for tests: it wraps with a secret of its own, and refuses what another one wrapped. */
export function createTestKeyStore(keeper = 'test', secret: Uint8Array = randomBytes(32)): KeyStore {
  const mask = (bytes: Uint8Array) => bytes.map((byte, at) => byte ^ (secret[at % secret.length] ?? 0));
  const seal = Buffer.from(secret.subarray(0, 4));
  return {
    keeper,
    wrap: (bytes) => Buffer.concat([seal, mask(bytes)]),
    unwrap: (wrapped) => {
      if (!seal.equals(wrapped.subarray(0, 4))) throw new Error('wrapped by another key store');
      return mask(wrapped.subarray(4));
    },
  };
}

export type TestVault = Vault & {
  folder: string;
  file: string;
  /** Closes and opens the same file again, as a restart does. */
  reopen(): TestVault;
  /** Opens the closed file again. */
  openAgain(): TestVault;
  /** Closes the vault and deletes its folder. */
  remove(): void;
};

/** A real vault in a folder of its own below the system's temporary folder. */
export function openTestVault(now: () => Date = () => new Date()): TestVault {
  const folder = mkdtempSync(join(tmpdir(), 'kiosk-vault-'));
  const file = join(folder, 'kiosk.db');
  const keyStore = createTestKeyStore();
  const open = (): TestVault => {
    const vault = openVault({ file, keyStore, now });
    return {
      ...vault,
      folder,
      file,
      reopen: () => {
        vault.close();
        return open();
      },
      openAgain: open,
      remove: () => {
        vault.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  };
  return open();
}
