import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as first from './migrations/0001-first.ts';
import * as tokens from './migrations/0002-tokens.ts';
import * as envelopesByMonth from './migrations/0003-envelopes-by-month.ts';
import * as auditHeads from './migrations/0004-audit-heads.ts';
import * as credentials from './migrations/0005-credentials.ts';
import * as viewers from './migrations/0006-viewers.ts';
import * as reportSums from './migrations/0007-report-sums.ts';
import * as facilityChanges from './migrations/0008-facility-changes.ts';
import * as runningTotals from './migrations/0009-running-totals.ts';
import * as openIdViewers from './migrations/0010-openid-viewers.ts';
import * as setUpCodes from './migrations/0011-set-up-codes.ts';
import * as facilityDaysByYear from './migrations/0012-facility-days-by-year.ts';
import * as facilitiesInOrder from './migrations/0014-facilities-in-order.ts';
import * as openTokens from './migrations/0015-open-tokens.ts';
import * as operatorPersons from './migrations/0016-operator-persons.ts';
import * as scopeOfSession from './migrations/0017-scope-of-session.ts';
import type { Database } from './open-database.ts';
import { LOCK_TIMEOUT, oneAtATime, patiently } from './patiently.ts';

/** Forward only: a migration is never changed once released, and none goes back. */
export const MIGRATIONS: Record<string, Migration> = {
  '0001-first': first,
  '0002-tokens': tokens,
  '0003-envelopes-by-month': envelopesByMonth,
  '0004-audit-heads': auditHeads,
  '0005-credentials': credentials,
  '0006-viewers': viewers,
  '0007-report-sums': reportSums,
  '0008-facility-changes': facilityChanges,
  '0009-running-totals': runningTotals,
  '0010-openid-viewers': openIdViewers,
  '0011-set-up-codes': setUpCodes,
  '0012-facility-days-by-year': facilityDaysByYear,
  '0014-facilities-in-order': facilitiesInOrder,
  '0015-open-tokens': openTokens,
  '0016-operator-persons': operatorPersons,
  '0017-scope-of-session': scopeOfSession,
};

const MIGRATION_LOCK = 5_210_867;

/**
 * Brings the schema to the newest state, while other processes work on the database: each migration is a transaction of its
 * own, and one that does not get its locks at once lets the others pass and tries again. Safe from several processes at
 * once: they wait for each other. What a newer version has done already stays.
 */
export async function migrate(db: Database, migrations = MIGRATIONS): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: {
      getMigrations: async () => withPatience({ ...(await doneByNewer(db, migrations)), ...migrations }),
    },
  });
  // From the first look to the last migration: with Kysely's own lock alone, for each step, some steps ran twice.
  await oneAtATime(db, MIGRATION_LOCK, () =>
    patiently(async () => {
      for (;;) {
        const { error, results = [] } = await migrator.migrateUp();
        if (error !== undefined) throw error;
        if (results.length === 0) return;
      }
    }),
  );
}

function withPatience(migrations: Record<string, Migration>): Record<string, Migration> {
  const patient = ({ up }: Migration): Migration => ({
    up: async (db) => {
      await sql`
        select set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('statement_timeout', '0', true)
      `.execute(db);
      await up(db);
    },
  });
  return Object.fromEntries(
    Object.entries(migrations).map(([name, migration]) => [name, patient(migration)]),
  );
}

/** Kysely takes a database with migrations it does not know for a damaged one; here an old process may start once more. */
async function doneByNewer(
  db: Database,
  known: Record<string, Migration>,
): Promise<Record<string, Migration>> {
  const { rows: tables } = await sql<{ there: boolean }>`
    select to_regclass('kysely_migration') is not null as there`.execute(db);
  if (tables[0]?.there !== true) return {};
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const newest = Object.keys(known).sort().at(-1) ?? '';
  const newer = rows.map(({ name }) => name).filter((name) => name > newest);
  return Object.fromEntries(newer.map((name) => [name, { up: async () => {} }]));
}
