import type Database from 'better-sqlite3-multiple-ciphers';
import { KioskError } from '../../contract/index.ts';

export type Migration = { name: string; sql: string };

/**
 * Brings a database forward to the last migration, each step whole or not at all. The number of steps done
 * is the database's `user_version`.
 * @throws KioskError VAULT_LOCKED `{reason: 'made-by-newer-version'}` when it has steps this program does not know
 */
export function migrate(db: Database.Database, migrations: readonly Migration[]): void {
  const done = versionOf(db);
  if (done > migrations.length) throw new KioskError('VAULT_LOCKED', { reason: 'made-by-newer-version' });
  for (const [position, migration] of migrations.entries()) {
    if (position < done) continue;
    db.transaction(() => {
      db.exec(migration.sql);
      db.pragma(`user_version = ${position + 1}`);
    }).exclusive();
  }
}

export function versionOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}
