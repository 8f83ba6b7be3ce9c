import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration';
import * as first from './migrations/0001-first.ts';
import * as tokens from './migrations/0002-tokens.ts';
import * as envelopesByMonth from './migrations/0003-envelopes-by-month.ts';
import * as auditHeads from './migrations/0004-audit-heads.ts';
import type { Database } from './open-database.ts';

/** Forward only: a migration is never changed once released, and none goes back. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-first': first,
  '0002-tokens': tokens,
  '0003-envelopes-by-month': envelopesByMonth,
  '0004-audit-heads': auditHeads,
};

const provider: MigrationProvider = { getMigrations: async () => MIGRATIONS };

/**
 * Brings the schema to the newest state. Safe to run from several processes at once: Kysely holds a
 * PostgreSQL advisory lock meanwhile, and a failed migration leaves the schema as it was.
 */
export async function migrate(db: Database): Promise<void> {
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) throw error;
}
