import { copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { KioskError, type PublicJwk } from '../../contract/index.ts';
import { type Backup, createBackup } from './backup.ts';
import { openDatabase, SqliteError } from './database.ts';
import { isSoundAtStart } from './integrity.ts';
import { hasKeyFile, type KeyStore, keepEscrow, keepKey, loadKey, makeKey } from './key-file.ts';
import { migrate, versionOf } from './migrate.ts';
import { migrations } from './migrations.ts';
import { sealToEscrow, takeRecoveryAnswer } from './recovery.ts';
import { createSettings, type Settings } from './settings.ts';
import { renameDurably } from './write-durably.ts';

export type VaultOptions = {
  /** Path of the database; its wrapped key lies beside it in `FILE.key.json`. */
  file: string;
  keyStore: KeyStore;
  /** Path of the SQLite addon, where the package's own does not load. */
  nativeBinding?: string | undefined;
  now: () => Date;
};

export type Vault = {
  db: Database.Database;
  settings: Settings;
  /** Runs synchronous work in one transaction: all of it or none. Inside another one it joins that. */
  transaction<Result>(work: () => Result): Result;
  /**
   * Writes a copy that opens with the same key store: the database as of now, and its key file beside it. Work goes
   * on meanwhile.
   * @throws Error when another backup is under way, or the vault is closed before the copy is whole
   */
  backup: Backup['copyTo'];
  /**
   * Seals the vault's key to the centre's escrow key, once; a key store that is changed later then loses nothing.
   * @returns whether it was sealed now
   */
  escrow(escrowKey: PublicJwk, deviceId: string): Promise<boolean>;
  close(): void;
};

/** How often the log is moved into the main file, between two commits instead of during one. */
const CHECKPOINT_MS = 5_000;

/**
 * Opens the kiosk's encrypted database (SQLCipher, WAL, synchronous FULL), makes it at the very first start,
 * checks it and brings it forward.
 * @throws KioskError VAULT_LOCKED `{reason}` when it can't be opened as it stands; nothing is overwritten then.
 *   Reasons: those of the key file, `database-missing`, `key-does-not-fit`, `damaged`, `in-use`,
 *   `made-by-newer-version`, or SQLite's own code.
 */
export function openVault({ file, keyStore, nativeBinding, now }: VaultOptions): Vault {
  mkdirSync(dirname(file), { recursive: true });
  if (!existsSync(file)) makeVaultFile({ file, keyStore, nativeBinding, now });
  const key = loadKey(file, keyStore);
  const db = unlock(() => openExisting(file, key, nativeBinding));
  const backup = createBackup(db, file);
  const tidying = setInterval(() => {
    if (!backup.underWay()) tidy(db);
  }, CHECKPOINT_MS).unref();
  return {
    db,
    settings: createSettings(db),
    transaction: (work) => db.transaction(work).immediate(),
    backup: backup.copyTo,
    escrow: (escrowKey, deviceId) =>
      keepEscrow(file, escrowKey.kid ?? '', () => sealToEscrow(key, deviceId, escrowKey)),
    close: () => {
      clearInterval(tidying);
      db.close();
      backup.end();
    },
  };
}

/**
 * Takes the centre's answer to a request for the vault's key; null when none is under way.
 * @throws KioskError VAULT_LOCKED `{reason}`; nothing is changed then
 */
export function recoverVault({ file, keyStore, nativeBinding, now }: VaultOptions, answerText: string) {
  return takeRecoveryAnswer({
    ...{ file, keyStore, answerText },
    opens: (key) => unlock(() => openExisting(file, key, nativeBinding)).close(),
    now: now(),
  });
}

/** A full disk fails it, and then each commit says so to whoever waits for it. Here nobody does, and the log keeps all. */
function tidy(db: Database.Database): void {
  try {
    db.pragma('wal_checkpoint(PASSIVE)');
  } catch (fault) {
    if (!(fault instanceof SqliteError)) throw fault;
  }
}

/**
 * Makes the database under another name, then keeps its key, then gives it its name: wherever the power goes
 * off, either there is nothing yet, or key and database are both whole. So a key without a database always
 * means that a database was lost, never a first start.
 */
function makeVaultFile({ file, keyStore, nativeBinding, now }: VaultOptions): void {
  const making = `${file}.making`;
  if (!hasKeyFile(file)) {
    for (const leftover of [making, `${making}-wal`]) rmSync(leftover, { force: true });
    const key = makeKey();
    const db = openDatabase({ file: making, key, nativeBinding });
    migrate(db, migrations);
    db.close();
    keepKey(file, key, keyStore, now());
  }
  if (!existsSync(making)) throw new KioskError('VAULT_LOCKED', { reason: 'database-missing' });
  renameDurably(making, file);
}

/** The database as it was before this program took it forward; for a program that has to go back. */
const beforeMigration = (file: string): string => `${file}.before-migration`;

/** Nobody goes back any more: this program works. The copy would keep what the centre has long received. */
export function forgetBeforeMigration(file: string): void {
  rmSync(beforeMigration(file), { force: true });
}

function openExisting(file: string, key: Uint8Array, nativeBinding: string | undefined): Database.Database {
  // SQLite takes an empty file for a new database and would begin afresh.
  if (statSync(file).size === 0) throw new KioskError('VAULT_LOCKED', { reason: 'damaged' });
  const endedCleanly = !existsSync(`${file}-wal`);
  let db = openDatabase({ file, key, nativeBinding });
  try {
    if (versionOf(db) === 0 || !isSoundAtStart(db, { endedCleanly }))
      throw new KioskError('VAULT_LOCKED', { reason: 'damaged' });
    if (versionOf(db) < migrations.length) {
      // The log goes into the main file when the database is closed.
      db.close();
      // Under another name until it is whole: whoever goes back puts what has this name over the database.
      const making = `${beforeMigration(file)}.making`;
      copyFileSync(file, making);
      renameDurably(making, beforeMigration(file));
      db = openDatabase({ file, key, nativeBinding });
    }
    migrate(db, migrations);
    return db;
  } catch (fault) {
    db.close();
    throw fault;
  }
}

const REASONS: Record<string, string> = {
  SQLITE_NOTADB: 'key-does-not-fit',
  SQLITE_BUSY: 'in-use',
  SQLITE_CORRUPT: 'damaged',
};

function unlock<Result>(open: () => Result): Result {
  try {
    return open();
  } catch (fault) {
    if (!(fault instanceof SqliteError)) throw fault;
    throw new KioskError('VAULT_LOCKED', { reason: REASONS[fault.code] ?? fault.code }, { cause: fault });
  }
}
