import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- A device keeps its id and its counts when it changes its key.
    create table device_keys (
      thumbprint text primary key,
      -- What a provisional token names it by.
      token_kid text generated always as (left(thumbprint, 16)) stored unique,
      device_id text not null references devices,
      public_key jsonb not null,
      added_at timestamptz not null,
      retired_at timestamptz
    );
    create index device_keys_by_device on device_keys (device_id);
    insert into device_keys (thumbprint, device_id, public_key, added_at)
      select id, id, public_key, registered_at from devices;
    alter table devices drop column public_key;

    alter table devices add column chain text;
    alter table devices add column copied_at timestamptz;

    alter table tokens add column status_index bigint generated always as identity unique;
    alter table tokens add column card_status text check (card_status in ('normal', 'not-normal'));
    alter table tokens add column card_asked_at timestamptz;
    alter table tokens add column revoked_reason text;
    alter table tokens add column changed_at timestamptz;
    update tokens set changed_at = coalesce(confirmed_at, issued_at);
    alter table tokens alter column changed_at set not null;
    create index tokens_by_change on tokens (device_id, changed_at);
    create index tokens_to_check on tokens (card_asked_at nulls first)
      where card_status is null and level_pending is not null and status <> 'revoked';

    create table call_backs (
      token_id text primary key references tokens,
      hcode text not null references facilities,
      reason text not null,
      added_at timestamptz not null,
      settled_at timestamptz
    );
    create index call_backs_by_facility on call_backs (hcode) where settled_at is null;

    create table audit_events (
      id bigint generated always as identity primary key,
      at timestamptz not null,
      event text not null,
      subject text not null,
      details jsonb not null
    );
    create index audit_events_by_subject on audit_events (subject, id);
  `.execute(db);
}
