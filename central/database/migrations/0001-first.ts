import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table facilities (
      hcode text primary key,
      name_th text not null,
      name_en text not null,
      province text not null,
      amphoe text not null,
      region smallint not null check (region between 1 and 13)
    );

    create table activations (
      code_hash bytea primary key,
      hcode text not null references facilities,
      device_name text not null,
      training boolean not null,
      expires_at timestamptz not null,
      device_id text,
      used_at timestamptz
    );
    create index activations_by_device on activations (device_id);

    create table devices (
      id text primary key,
      public_key jsonb not null,
      hcode text not null references facilities,
      name text not null,
      training boolean not null,
      status text not null default 'active' check (status in ('active', 'revoked')),
      software text not null,
      registered_at timestamptz not null
    );
    create index devices_by_facility on devices (hcode);

    -- Unlogged: a call need not wait for the disk for it. A crash forgets the proofs of the last minutes;
    -- what could then be replayed is idempotent.
    create unlogged table device_proofs (
      device_id text not null,
      jti text not null,
      expires_at timestamptz not null,
      primary key (device_id, jti)
    );
    create index device_proofs_by_expiry on device_proofs (expires_at);

    create table persons (
      id bigint generated always as identity primary key,
      hash bytea not null unique
    );

    create table person_scopes (
      person_id bigint not null references persons,
      kind text not null check (kind in ('region', 'facility', 'device')),
      scope text not null,
      primary key (person_id, kind, scope)
    );

    create table records (
      id uuid primary key,
      sha256 text not null,
      device_id text not null references devices,
      hcode text not null references facilities,
      training boolean not null,
      created_at timestamptz not null,
      received_at timestamptz not null
    );

    create table envelopes (
      record_id uuid primary key references records,
      jws text not null
    );
    -- Ciphertext does not compress; trying would only cost time.
    alter table envelopes alter column jws set storage external;

    create table tokens (
      jti text primary key,
      record_id uuid not null unique references records,
      device_id text not null references devices,
      hcode text not null references facilities,
      person_id bigint references persons,
      training boolean not null,
      level text not null,
      level_pending text,
      policy_version text not null,
      status text not null default 'issued' check (status in ('issued', 'confirmed', 'revoked')),
      transaction_code_hash bytea not null,
      wrong_codes smallint not null default 0,
      issued_at timestamptz not null,
      expires_at timestamptz not null,
      confirmed_at timestamptz,
      holder_thumbprint text
    );
    create index tokens_by_person on tokens (person_id);

    create table daily_counts (
      hcode text not null references facilities,
      device_id text not null references devices,
      day date not null,
      tokens integer not null default 0,
      confirmed_tokens integer not null default 0,
      persons_new_to_device integer not null default 0,
      persons_new_to_facility integer not null default 0,
      persons_new_to_region integer not null default 0,
      persons_new_to_nation integer not null default 0,
      primary key (hcode, device_id, day)
    );
    create index daily_counts_by_device on daily_counts (device_id);
  `.execute(db);
}
