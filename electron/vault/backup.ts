import { copyFileSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type Database from 'better-sqlite3-multiple-ciphers';
import { AUTO_CHECKPOINT_PAGES } from './database.ts';
import { keyFileOf } from './key-file.ts';
import { renameDurably } from './write-durably.ts';

export type Backup = {
  underWay(): boolean;
  copyTo(copy: string): Promise<void>;
  /** To be called once the database is closed; a copy under way is given up. */
  end(): void;
};

const CHUNK_BYTES = 1024 * 1024;

/**
 * Copies the database while it is worked with. With a write-ahead log the main file changes only at a checkpoint:
 * one is made first and none after it until the copy is whole, so the copy is the database of that moment.
 */
export function createBackup(db: Database.Database, file: string): Backup {
  // Kept open: where locks are POSIX's, closing any descriptor of the file would drop the lock that keeps others out.
  let source: FileHandle | null = null;
  let copying = false;
  let ended = false;

  async function copyTo(copy: string): Promise<void> {
    if (copying) throw new Error('a backup is under way');
    copying = true;
    const unfinished = `${copy}.unfinished`;
    try {
      db.pragma('wal_autocheckpoint = 0');
      db.pragma('wal_checkpoint(TRUNCATE)');
      source ??= await open(file, 'r');
      await copyFile(source, unfinished);
      // Closing the database moves the log into the main file.
      if (ended) throw new Error('the vault was closed before the backup was whole');
      copyFileSync(keyFileOf(file), keyFileOf(copy));
      renameDurably(unfinished, copy);
    } finally {
      copying = false;
      rmSync(unfinished, { force: true });
      if (db.open) db.pragma(`wal_autocheckpoint = ${AUTO_CHECKPOINT_PAGES}`);
      if (ended) await source?.close();
    }
  }

  async function copyFile(from: FileHandle, to: string): Promise<void> {
    const target = await open(to, 'w', 0o600);
    try {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      for (let position = 0; !ended; ) {
        const { bytesRead } = await from.read(chunk, 0, CHUNK_BYTES, position);
        if (bytesRead === 0) return;
        await target.write(chunk, 0, bytesRead, position);
        position += bytesRead;
      }
    } finally {
      await target.close();
    }
  }

  return {
    underWay: () => copying,
    copyTo,
    end: () => {
      ended = true;
      if (!copying) void source?.close();
    },
  };
}
