import { type Kysely, sql } from 'kysely';

/** What a facility was called and where it belonged, over time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table facility_changes (
      id bigint generated always as identity primary key,
      hcode text not null references facilities,
      at timestamptz not null,
      -- Null when it was added.
      before jsonb,
      after jsonb not null
    );
    create index facility_changes_by_facility on facility_changes (hcode, id);
  `.execute(db);
}
