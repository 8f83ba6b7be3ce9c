import { type Kysely, sql } from 'kysely';

/**
 * Envelopes fill the disk: by month they can be archived or moved without touching the rest. Months are added by the
 * intake as they come (`add-month.ts`).
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table envelopes rename to envelopes_before;
    alter table envelopes_before rename constraint envelopes_pkey to envelopes_before_pkey;
    create table envelopes (
      record_id uuid not null references records,
      received_at timestamptz not null,
      jws text not null,
      primary key (record_id, received_at)
    ) partition by range (received_at);
    -- Ciphertext does not compress; trying would only cost time.
    alter table envelopes alter column jws set storage external;

    create function add_envelopes_month(day date) returns void language plpgsql as $$
    declare
      month date := date_trunc('month', day)::date;
      partition text := 'envelopes_' || to_char(month, 'YYYY_MM');
    begin
      if to_regclass(partition) is not null then return; end if;
      -- Of several processes that see the month's first record, one makes the partition.
      perform pg_advisory_xact_lock(hashtext('envelopes by month'));
      execute format(
        'create table %I partition of envelopes for values from (%L) to (%L)',
        partition, month || ' 00:00:00+00', (month + interval '1 month')::date || ' 00:00:00+00');
    exception when duplicate_table then
      -- Another process made it while this one waited for the lock.
      null;
    end $$;

    select add_envelopes_month(month) from (
      select distinct date_trunc('month', received_at at time zone 'UTC')::date as month from records) months;
    insert into envelopes
      select record_id, received_at, jws from envelopes_before join records on records.id = record_id;
    drop table envelopes_before;
  `.execute(db);
}
