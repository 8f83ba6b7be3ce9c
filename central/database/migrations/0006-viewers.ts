import { type Kysely, sql } from 'kysely';

/**
 * Who may see the report, and how far. The report is read in the role `report_reader`, which sees nothing but what its
 * queries need, and of that nothing beyond the scope of whoever asks: the scope is set for the transaction, without one
 * there is nothing to see. The role belongs to the whole database server, so it may be there already.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table viewers (
      name text primary key,
      password jsonb not null,
      scope_kind text not null check (scope_kind in ('ministry', 'region', 'province', 'facility')),
      scope_place text not null,
      failures int not null default 0,
      locked_until timestamptz,
      added_at timestamptz not null
    );
    create table viewer_sessions (
      secret_hash bytea primary key,
      viewer text not null references viewers on delete cascade,
      expires_at timestamptz not null
    );
    create index viewer_sessions_by_expiry on viewer_sessions (expires_at);

    do $do$ begin
      create role report_reader nologin;
    exception when duplicate_object or unique_violation then null;
    end $do$;
    grant report_reader to current_user;

    create function in_report_scope(region int, province text, hcode text) returns boolean language sql stable as $fn$
      select case current_setting('report.scope_kind', true)
        when 'ministry' then true
        when 'region' then region::text = current_setting('report.scope_place', true)
        when 'province' then province = current_setting('report.scope_place', true)
        when 'facility' then hcode = current_setting('report.scope_place', true)
        else false
      end
    $fn$;

    grant select on facilities, daily_counts to report_reader;
    grant select (id, hcode, name, training, status, software, registered_at) on devices to report_reader;
    alter table facilities enable row level security;
    alter table daily_counts enable row level security;
    alter table devices enable row level security;
    create policy in_scope on facilities for select to report_reader
      using (in_report_scope(region::int, province, hcode));
    create policy in_scope on daily_counts for select to report_reader
      using (hcode in (select f.hcode from facilities f));
    create policy in_scope on devices for select to report_reader
      using (hcode in (select f.hcode from facilities f));
  `.execute(db);
}
