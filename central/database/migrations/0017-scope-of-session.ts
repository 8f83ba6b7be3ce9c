import { type Kysely, sql } from 'kysely';

/**
 * How far the report reads follows from the viewer's session and from nothing that a query could say: before, the scope was a plain
 * setting, and SQL that got into a query could have set it anew.
 *
 * A transaction enters by the hash of a session's secret. That puts its scope down in a setting, sealed for this transaction alone by
 * a key that the report's accounts can't read; the policies take no other.
 *
 * A process of the version before reads nothing from then on: its report shows no figures until it is replaced, a few seconds at a
 * change of versions. To believe its plain settings meanwhile would keep open what is closed here.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`${sql.raw(FUNCTIONS)}`.execute(db);
  await sql`${sql.raw(POLICIES)}`.execute(db);
}

/**
 * All with a search path of their own, the temporary tables last: else a reader's table `viewers` would be taken for ours. None is
 * `parallel safe`: a worker has another process id, and the report's queries are too short to be shared out.
 */
const OURS = 'set search_path = pg_catalog, public, pg_temp';

const FUNCTIONS = `
  create table report_keys (inner_key bytea not null, outer_key bytea not null);
  comment on table report_keys is 'One row: HMAC keys of a block each, made here so that no log of statements has them';
  insert into report_keys
    select string_agg(random, '') filter (where place <= 2), string_agg(random, '') filter (where place > 2)
    from (
      select place, sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())) as random from generate_series(1, 4) place
    ) drawn;

  -- HMAC-SHA-256 in its general form (NMAC): two keys, each of a whole block. Of another transaction, or in another process, the
  -- same scope has another seal.
  create function report_seal(scope text) returns text language plpgsql stable ${OURS} as $fn$
  begin
    return (
      select encode(sha256(outer_key || sha256(inner_key || timestamptz_send(now()) || int4send(pg_backend_pid())
        || convert_to(scope, 'UTF8'))), 'hex')
      from report_keys);
  end $fn$;

  -- No row for nobody's session, or one that is over: then nothing is seen. The time is the centre's, as everywhere.
  create function enter_report(session bytea, as_of timestamptz)
    returns table (name text, scope_kind text, scope_place text) language plpgsql security definer rows 1 ${OURS} as $fn$
  declare
    scope text;
  begin
    select v.name, v.scope_kind, v.scope_place into name, scope_kind, scope_place
      from viewer_sessions s join viewers v on v.name = s.viewer
      where s.secret_hash = session and s.expires_at > as_of;
    if not found then
      perform set_config('report.scope', '', true);
      return;
    end if;
    scope := case when scope_kind = 'ministry' then scope_kind else scope_kind || ':' || scope_place end;
    perform set_config('report.scope', report_seal(scope) || scope, true);
    -- Compiling a query would take longer than any of the report's takes to run: with row-level security they look dear beforehand.
    perform set_config('jit', 'off', true);
    return next;
  end $fn$;

  -- As viewers' scopes are written everywhere: ministry, region:6, province:ชลบุรี, facility:10662. Null without one.
  create function report_scope() returns text language plpgsql stable security definer ${OURS} as $fn$
  declare
    sealed text := current_setting('report.scope', true);
    scope text := substr(sealed, 65);
  begin
    return case when left(sealed, 64) = report_seal(scope) then scope end;
  end $fn$;

  revoke execute on function report_seal, enter_report, report_scope from public;
  grant execute on function enter_report, report_scope to report_reader;
`;

const OF_FACILITIES = [
  'tokens',
  'call_backs',
  'devices',
  'daily_counts',
  'facility_totals',
  'operator_days',
  'hourly_counts',
];
/** Asked once for a query, not for each row, and all that a viewer who may see everything is asked. */
const sees = (rest: string): string => `((select report_scope()) = 'ministry' or ${rest})`;
/** The same where the scope itself names the row: with `case` it is asked once for all its kinds. */
const within = (...kinds: string[]): string =>
  `(case (select report_scope()) when 'ministry' then true ${kinds.map((kind) => `when ${kind} then true`).join(' ')} else false end)`;
const OF_REGION = "'region:' || region::text";
const OF_PROVINCE = "'province:' || province";
const OF_FACILITY = "'facility:' || hcode";

const POLICIES = `
  ${OF_FACILITIES.map((table) => `alter policy in_scope on ${table} using ${sees('hcode in (select f.hcode from facilities f)')};`).join('\n  ')}
  -- Facility by facility, as before: a list of all in sight would be taken for so dear that whole years were read at once instead.
  alter policy in_scope on facility_days
    using ${sees('exists (select from facilities f where f.hcode = facility_days.hcode)')};
  alter policy in_scope on province_days using ${within(OF_REGION, OF_PROVINCE)};
  alter policy in_scope on province_totals using ${within(OF_REGION, OF_PROVINCE)};
  alter policy in_scope on facilities using ${within(OF_REGION, OF_PROVINCE, OF_FACILITY)};
  drop function in_report_scope;
`;
