import pg from 'pg';
import { setIndexesAside } from './set-indexes-aside.ts';

const TABLES = ['tokens', 'person_scopes', 'records', 'persons'];

/**
 * Adds so many small records of so many persons, with all that follows from a record, inside the database. Ids
 * and hashes are spread evenly, as random ones are: later records find their places all over the indexes. Triggers (the
 * foreign keys' checks) are off meanwhile: the rows are right by construction.
 *
 * @param log told of each statement and its seconds
 * @returns the database's size in GB
 */
export async function addRecords(
  databaseUrl: string,
  added: { persons: number; records: number },
  log: (line: string) => void,
): Promise<number> {
  const keeper = await connect(databaseUrl);
  const inParallel = (statements: readonly string[]) => runInParallel(databaseUrl, statements, log);
  try {
    await keeper.query("alter system set max_wal_size = '4GB'");
    await keeper.query('select pg_reload_conf()');
    const { indexes, references } = await setIndexesAside(keeper, TABLES);
    await keeper.query(`select add_envelopes_month((${MONTH_AGO})::date)`);
    await inParallel(rowsOf(added));
    await inParallel(indexes);
    for (const reference of references) await keeper.query(reference);
    // What was put off would be paid for by the calls that are measured.
    await inParallel([...TABLES, 'envelopes'].map((table) => `vacuum (freeze, analyze) ${table}`));
    await keeper.query('alter system reset max_wal_size');
    await keeper.query('select pg_reload_conf()');
    await keeper.query('checkpoint');
    const { rows } = await keeper.query('select pg_database_size(current_database()) as bytes');
    return Math.round(Number(rows[0]?.bytes) / 1e8) / 10;
  } finally {
    await keeper.end();
  }
}

async function connect(databaseUrl: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query('set session_replication_role = replica');
  await client.query('set synchronous_commit = off');
  await client.query("set maintenance_work_mem = '512MB'");
  await client.query('set max_parallel_maintenance_workers = 0');
  return client;
}

/** Two at once, for two cores. */
async function runInParallel(
  databaseUrl: string,
  statements: readonly string[],
  log: (line: string) => void,
) {
  const left = [...statements];
  const work = async () => {
    const client = await connect(databaseUrl);
    try {
      for (let statement = left.shift(); statement !== undefined; statement = left.shift()) {
        const started = performance.now();
        await client.query(statement);
        const seconds = ((performance.now() - started) / 1000).toFixed(1);
        log(`${seconds} s: ${statement.trim().split(/[\n(]/)[0]}`);
      }
    } finally {
      await client.end();
    }
  };
  await Promise.all([work(), work()]);
}

const MONTH_AGO = "date_trunc('month', now() - interval '1 month')";
const RECEIVED_AT = `${MONTH_AGO} + (n % 2000000) * interval '1 second'`;
/** Each device has as many as the others. */
const OF_DEVICE = '(select id, hcode, row_number() over (order by id) - 1 as place from devices) device';
const ITS_TURN = 'place = n % (select count(*) from devices)';
/** Tokens came evenly over so many years, and most were confirmed. */
const YEARS = 4;
const CONFIRMED_OF_TEN = 7;
/** Persons that the intake adds have lower numbers. */
const FIRST_PERSON = 1_000_000_000;

/** The largest first. */
function rowsOf({ persons, records }: { persons: number; records: number }): string[] {
  const rows = `generate_series(1, ${records}::bigint) n`;
  const personRows = `generate_series(1, ${persons}::bigint) n`;
  const person = `(${FIRST_PERSON} + n)`;
  /** Who comes again comes after everybody has come once. */
  const personOfRecord = `(${FIRST_PERSON} + 1 + (n - 1) % ${persons})`;
  /** The n-th of so many steps through all values of 32 bits, as eight hexadecimal digits. */
  const place = `lpad(to_hex(n * ${Math.floor(2 ** 32 / (records + 1))}), 8, '0')`;
  const id = `(${place} || '-0000-4000-8000-000000000000')`;
  return [
    `insert into tokens (jti, record_id, device_id, hcode, person_id, training, level, policy_version, status,
        transaction_code_hash, issued_at, expires_at, confirmed_at, changed_at)
      select ${id}, ${id}::uuid, device.id, device.hcode, ${personOfRecord}, false, '2.1', '2026-1',
        case when later is null then 'issued' else 'confirmed' end, '\\x00',
        at, at + interval '90 days', later, coalesce(later, at)
      from ${OF_DEVICE} join (
        select n, at, case when n % 10 < ${CONFIRMED_OF_TEN} then at + interval '1 hour' end as later
        from ${rows}, lateral (select now() - (${records} - n) * interval '${YEARS} years' / ${records} as at) spread
      ) made on ${ITS_TURN}`,
    `insert into person_scopes (person_id, kind, scope)
      select ${person}, kind, 'x' from ${personRows}, unnest(array['region', 'facility', 'device']) kind`,
    `insert into records (id, sha256, device_id, hcode, training, created_at, received_at)
      select ${id}::uuid, lpad(n::text, 43, 'A'), device.id, device.hcode, false, ${RECEIVED_AT}, ${RECEIVED_AT}
      from ${OF_DEVICE} join ${rows} on ${ITS_TURN}`,
    `insert into envelopes (record_id, received_at, jws) select ${id}::uuid, ${RECEIVED_AT}, 'e' from ${rows}`,
    `insert into persons (id, hash) overriding system value
      select ${person}, decode(${place} || repeat('00', 28), 'hex') from ${personRows}`,
  ];
}
