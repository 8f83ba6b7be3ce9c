import type Database from 'better-sqlite3-multiple-ciphers';

/** Up to this size the whole file is looked at: it takes a few milliseconds. */
const WHOLE_CHECK_BYTES = 4 * 1024 * 1024;

/** Large, and read a row at a time: whoever reads a row sees whether it is sound. */
const CHECKED_WHEN_READ = 'outbox_envelopes';

/**
 * Whether the database may be worked with. SQLCipher authenticates every page as it is read, so a damaged page is
 * never taken for data, whenever it is met; what is looked for ahead is damage to the structure, which only a
 * process that was cut off in the middle of its work can have left. Looking through gigabytes at each start would
 * keep a counter waiting for nothing.
 */
export function isSoundAtStart(db: Database.Database, { endedCleanly }: { endedCleanly: boolean }): boolean {
  if (fileBytes(db) <= WHOLE_CHECK_BYTES) return db.pragma('quick_check', { simple: true }) === 'ok';
  if (endedCleanly) return true;
  return tablesOf(db).every(
    (table) => table === CHECKED_WHEN_READ || db.pragma(`quick_check(${table})`, { simple: true }) === 'ok',
  );
}

function fileBytes(db: Database.Database): number {
  const pragma = (name: string): number => Number(db.pragma(name, { simple: true }));
  return pragma('page_count') * pragma('page_size');
}

function tablesOf(db: Database.Database): string[] {
  return db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
}
