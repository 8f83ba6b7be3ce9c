import pg from 'pg';

const AT_ONCE = 500_000;

/**
 * Adds so many small records, each of a person of their own, with all that follows from a record, inside the database.
 * Triggers (the foreign keys' checks) are off meanwhile: the rows are right by construction.
 */
export async function addRecords(databaseUrl: string, count: number): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    await client.query("select add_envelopes_month((now() - interval '1 month')::date)");
    for (let from = 0; from < count; from += AT_ONCE)
      await client.query(
        ADD.replaceAll('$from', String(from)).replaceAll('$to', String(Math.min(from + AT_ONCE, count) - 1)),
      );
    await client.query('analyze');
    // What was put off meanwhile would be paid for by the first calls after it.
    await client.query('checkpoint');
  } finally {
    await client.end();
  }
}

const ADD = `
  with device as (select id, hcode from devices order by id limit 1),
  made as materialized (
    select gen_random_uuid() as id, n, now() - interval '1 month' - n * interval '100 milliseconds' as at
    from generate_series($from::bigint, $to::bigint) n),
  added_records as (
    insert into records (id, sha256, device_id, hcode, training, created_at, received_at)
    select made.id, encode(sha256(made.id::text::bytea), 'base64'), device.id, device.hcode, false, at,
      date_trunc('month', now() - interval '1 month') + (n % 2000000) * interval '1 second'
    from made, device returning id, received_at),
  added_envelopes as (
    insert into envelopes (record_id, received_at, jws)
    select id, received_at, repeat('e', 200) from added_records),
  added_persons as (
    insert into persons (hash)
    select sha256(('person ' || n)::bytea) from made returning id, hash),
  numbered as (select id, row_number() over () as n from added_persons),
  added_scopes as (
    insert into person_scopes (person_id, kind, scope)
    select numbered.id, kind, kind from numbered, unnest(array['region', 'facility', 'device']) kind)
  insert into tokens (jti, record_id, device_id, hcode, person_id, training, level, policy_version,
    transaction_code_hash, issued_at, expires_at, changed_at)
  select made.id::text, made.id, device.id, device.hcode, numbered.id, false, '2.1', '2026-1',
    '\\x00', at, at + interval '90 days', at
  from made join numbered on numbered.n = made.n - $from + 1, device`;
