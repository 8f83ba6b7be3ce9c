import { type Kysely, sql } from 'kysely';

/** Viewers whom another organisation's sign-in vouches for: they have no password here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table viewers alter column password drop not null;
    alter table viewers add column openid_id text unique;
    alter table viewers add constraint one_way_in check ((password is null) <> (openid_id is null));
  `.execute(db);
}
