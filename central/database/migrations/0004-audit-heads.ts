import { type Kysely, sql } from 'kysely';

/** How each device's audit log stood at its last sync: a log that was cut or written anew no longer fits. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table devices
      add column audit_seq bigint,
      add column audit_hash text,
      add column audit_broken_at timestamptz;
  `.execute(db);
}
