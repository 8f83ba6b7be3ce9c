import Database from 'better-sqlite3-multiple-ciphers';

type Open = {
  file: string;
  key: Uint8Array;
  /** Path of the SQLite addon; the package's own prebuild when absent. */
  nativeBinding?: string | undefined;
};

/** How long a process that is just going away may still hold the file. */
const BUSY_MS = 2_000;

/**
 * From so many pages on (32 MB) a commit moves the log into the main file itself. That takes a tenth of a second, so
 * the vault does it between commits long before.
 */
export const AUTO_CHECKPOINT_PAGES = 8_000;

/**
 * Pages of the database kept in memory. The library's own 16 MB fill up over a day of visits (600 records: from 114 to 140 MB and on);
 * with these the program stays as large as it was after the first ones (124 MB), and a record is written as fast.
 */
const PAGE_CACHE_KB = 2_000;

/**
 * Opens a SQLCipher database with a raw key (no passphrase, so no key derivation to wait for).
 * @throws SqliteError SQLITE_NOTADB when the key does not fit, SQLITE_BUSY when another process holds it
 */
export function openDatabase({ file, key, nativeBinding }: Open): Database.Database {
  const db = new Database(file, { timeout: BUSY_MS, ...(nativeBinding && { nativeBinding }) });
  try {
    db.pragma(`cipher = 'sqlcipher'`);
    db.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    // One writer: a second process is turned away by the file itself, whatever started it.
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma(`wal_autocheckpoint = ${AUTO_CHECKPOINT_PAGES}`);
    db.pragma(`cache_size = -${PAGE_CACHE_KB}`);
    db.pragma('foreign_keys = ON');
    // Nothing of the vault in temporary files, and purged pages are overwritten.
    db.pragma('temp_store = MEMORY');
    db.pragma('secure_delete = ON');
    return db;
  } catch (fault) {
    db.close();
    throw fault;
  }
}

export const SqliteError = Database.SqliteError;
