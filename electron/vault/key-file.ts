import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { KioskError } from '../../contract/index.ts';
import { writeDurably } from './write-durably.ts';

/** What keeps the vault's key: the system's key store (in the app, Electron's safeStorage). */
export type KeyStore = {
  /** Names the store, e.g. `gnome_libsecret`, `dpapi`, `keychain`; a vault opens only with the one it was made with. */
  keeper: string;
  wrap(secret: Uint8Array): Uint8Array;
  /** Throws when the store did not wrap these bytes or its own key is gone. */
  unwrap(wrapped: Uint8Array): Uint8Array;
};

/** 256 bits, as SQLCipher takes a raw key. */
const KEY_BYTES = 32;

const keyFileSchema = z.object({
  schema: z.literal(1),
  keeper: z.string(),
  wrappedKey: z.base64(),
  madeAt: z.iso.datetime(),
  /** The key once more, sealed to the centre's escrow key (`kid`). */
  escrow: z.object({ kid: z.string(), jwe: z.string() }).optional(),
});
type KeyFile = z.infer<typeof keyFileSchema>;

export const keyFileOf = (vaultFile: string): string => `${vaultFile}.key.json`;

export function hasKeyFile(vaultFile: string): boolean {
  return existsSync(keyFileOf(vaultFile));
}

export function makeKey(): Uint8Array {
  return randomBytes(KEY_BYTES);
}

/** Keeps a new key, wrapped. Never replaces a key file: it may be the only way into a vault moved elsewhere. */
export function keepKey(vaultFile: string, key: Uint8Array, keyStore: KeyStore, now: Date): void {
  if (hasKeyFile(vaultFile)) throw new Error('a key file is never replaced');
  const wrappedKey = Buffer.from(keyStore.wrap(key)).toString('base64');
  write(vaultFile, { schema: 1, keeper: keyStore.keeper, wrappedKey, madeAt: now.toISOString() });
}

/**
 * The key of an existing vault.
 * @throws KioskError VAULT_LOCKED `{reason}`: key-file-missing, key-file-unreadable, keeper-changed, keystore-refused
 */
export function loadKey(vaultFile: string, keyStore: KeyStore): Uint8Array {
  if (!hasKeyFile(vaultFile)) throw new KioskError('VAULT_LOCKED', { reason: 'key-file-missing' });
  const { keeper, wrappedKey } = readKeyFile(vaultFile);
  if (keeper !== keyStore.keeper) throw new KioskError('VAULT_LOCKED', { reason: 'keeper-changed', keeper });
  return unwrapKey(Buffer.from(wrappedKey, 'base64'), keyStore);
}

/** What is sealed to the centre's escrow key; null when nothing is, or the key file itself is not usable. */
export function escrowOf(vaultFile: string): string | null {
  return readKeyFile(vaultFile).escrow?.jwe ?? null;
}

/** Adds the sealed key to the key file, unless it is sealed to that very key already. @returns whether it was added */
export async function keepEscrow(
  vaultFile: string,
  kid: string,
  seal: () => Promise<string>,
): Promise<boolean> {
  const keyFile = readKeyFile(vaultFile);
  if (keyFile.escrow?.kid === kid) return false;
  write(vaultFile, { ...keyFile, escrow: { kid, jwe: await seal() } });
  return true;
}

/**
 * Has another key store keep a key that is known to open the vault. The former key file stays beside the new one.
 * @returns the former keeper
 */
export function replaceKeeper(vaultFile: string, key: Uint8Array, keyStore: KeyStore, now: Date): string {
  const former = readKeyFile(vaultFile);
  writeDurably(`${keyFileOf(vaultFile)}.before-${now.getTime()}`, `${JSON.stringify(former, null, 2)}\n`);
  const wrappedKey = Buffer.from(keyStore.wrap(key)).toString('base64');
  write(vaultFile, { ...former, keeper: keyStore.keeper, wrappedKey, madeAt: now.toISOString() });
  return former.keeper;
}

function write(vaultFile: string, keyFile: KeyFile): void {
  writeDurably(keyFileOf(vaultFile), `${JSON.stringify(keyFile, null, 2)}\n`);
}

function readKeyFile(vaultFile: string): KeyFile {
  try {
    return keyFileSchema.parse(JSON.parse(readFileSync(keyFileOf(vaultFile), 'utf8')));
  } catch (cause) {
    throw new KioskError('VAULT_LOCKED', { reason: 'key-file-unreadable' }, { cause });
  }
}

function unwrapKey(wrapped: Uint8Array, keyStore: KeyStore): Uint8Array {
  try {
    const key = keyStore.unwrap(wrapped);
    if (key.byteLength !== KEY_BYTES) throw new Error(`the key store gave ${key.byteLength} bytes`);
    return key;
  } catch (cause) {
    throw new KioskError('VAULT_LOCKED', { reason: 'keystore-refused', keeper: keyStore.keeper }, { cause });
  }
}
