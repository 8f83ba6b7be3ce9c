import { type Kysely, sql } from 'kysely';

/**
 * What is still unconfirmed, by facility and by when it expires: of years of tokens only those that still can be confirmed are
 * looked at, for a facility as for all of a region, and in the index alone.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create index tokens_open on tokens (hcode, expires_at) include (issued_at) where status = 'issued' and not training;
    drop index tokens_unconfirmed;
  `.execute(db);
}
