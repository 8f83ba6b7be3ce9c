import { type Kysely, sql } from 'kysely';

/** A provisioning file waits for the machine whose set-up code is typed; sealed under that code, gone once it was used. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table activations add column set_up_id text unique;
    alter table activations add column sealed_file text;
  `.execute(db);
}
