import { type Kysely, sql } from 'kysely';

/**
 * What the report's views sum, so that none of them gets slower with persons, tokens or years: counts of each facility by
 * month and for all time, of each province by day. Triggers keep them in the transaction that counts, whoever counts: also
 * a process of the version before. Rows are written in the order of their keys, as `daily_counts` is.
 *
 * And what it tells beside counts: which operator's visits they were, and when a device was last heard of.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    -- First what the intake locks first: so the two never wait for each other in a circle.
    -- The operator by the pseudonym that the facility gave; null for what came before.
    alter table tokens add column operator_id text;
    alter table tokens enable row level security;
    create index tokens_unconfirmed on tokens (hcode, issued_at) where status = 'issued' and not training;
    alter table call_backs enable row level security;
    alter table devices add column last_seen_at timestamptz;
    alter table devices add column waiting_records integer;
    alter table devices add column oldest_waiting_at timestamptz;
    update devices set last_seen_at = registered_at;

    -- Nothing is counted between the sums below and their triggers.
    lock table daily_counts in share row exclusive mode;

    create table facility_totals (
      hcode text primary key references facilities,
      tokens bigint not null, confirmed_tokens bigint not null, persons_new_to_facility bigint not null,
      persons_new_to_region bigint not null, persons_new_to_nation bigint not null,
      -- Of a visit: a token may be confirmed much later.
      last_day date
    );
    create table facility_months (
      hcode text not null references facilities,
      month date not null,
      tokens bigint not null, confirmed_tokens bigint not null, persons_new_to_facility bigint not null,
      persons_new_to_region bigint not null, persons_new_to_nation bigint not null,
      primary key (hcode, month)
    );
    create table province_days (
      region smallint not null,
      province text not null,
      day date not null,
      tokens bigint not null, confirmed_tokens bigint not null, persons_new_to_facility bigint not null,
      persons_new_to_region bigint not null, persons_new_to_nation bigint not null,
      primary key (region, province, day)
    );
    create index province_days_by_day on province_days (day);
    create index daily_counts_by_day on daily_counts (hcode, day);

    create type counts_added as (
      hcode text, day date, tokens bigint, confirmed_tokens bigint, persons_new_to_facility bigint,
      persons_new_to_region bigint, persons_new_to_nation bigint
    );
    create function add_to_sums(added counts_added[]) returns void language plpgsql as $fn$
    begin
      insert into facility_totals
        select hcode, sum(tokens), sum(confirmed_tokens), sum(persons_new_to_facility), sum(persons_new_to_region),
          sum(persons_new_to_nation), max(day) filter (where tokens > 0)
        from unnest(added) group by hcode order by hcode
      on conflict (hcode) do update set
        tokens = facility_totals.tokens + excluded.tokens,
        confirmed_tokens = facility_totals.confirmed_tokens + excluded.confirmed_tokens,
        persons_new_to_facility = facility_totals.persons_new_to_facility + excluded.persons_new_to_facility,
        persons_new_to_region = facility_totals.persons_new_to_region + excluded.persons_new_to_region,
        persons_new_to_nation = facility_totals.persons_new_to_nation + excluded.persons_new_to_nation,
        last_day = greatest(facility_totals.last_day, excluded.last_day);
      insert into facility_months
        select hcode, date_trunc('month', day)::date as month, sum(tokens), sum(confirmed_tokens),
          sum(persons_new_to_facility), sum(persons_new_to_region), sum(persons_new_to_nation)
        from unnest(added) group by hcode, month order by hcode, month
      on conflict (hcode, month) do update set
        tokens = facility_months.tokens + excluded.tokens,
        confirmed_tokens = facility_months.confirmed_tokens + excluded.confirmed_tokens,
        persons_new_to_facility = facility_months.persons_new_to_facility + excluded.persons_new_to_facility,
        persons_new_to_region = facility_months.persons_new_to_region + excluded.persons_new_to_region,
        persons_new_to_nation = facility_months.persons_new_to_nation + excluded.persons_new_to_nation;
      -- Last: many facilities share a province's row, so it is held for the shortest time.
      insert into province_days
        select region, province, day, sum(tokens), sum(confirmed_tokens), sum(persons_new_to_facility),
          sum(persons_new_to_region), sum(persons_new_to_nation)
        from unnest(added) join facilities using (hcode)
        group by region, province, day order by region, province, day
      on conflict (region, province, day) do update set
        tokens = province_days.tokens + excluded.tokens,
        confirmed_tokens = province_days.confirmed_tokens + excluded.confirmed_tokens,
        persons_new_to_facility = province_days.persons_new_to_facility + excluded.persons_new_to_facility,
        persons_new_to_region = province_days.persons_new_to_region + excluded.persons_new_to_region,
        persons_new_to_nation = province_days.persons_new_to_nation + excluded.persons_new_to_nation;
    end $fn$;

    create function sum_inserted_counts() returns trigger language plpgsql as $fn$
    begin
      perform add_to_sums(array_agg((hcode, day, tokens, confirmed_tokens, persons_new_to_facility,
        persons_new_to_region, persons_new_to_nation)::counts_added)) from added having count(*) > 0;
      return null;
    end $fn$;
    create function sum_updated_counts() returns trigger language plpgsql as $fn$
    begin
      perform add_to_sums(array_agg((a.hcode, a.day, a.tokens - b.tokens, a.confirmed_tokens - b.confirmed_tokens,
        a.persons_new_to_facility - b.persons_new_to_facility, a.persons_new_to_region - b.persons_new_to_region,
        a.persons_new_to_nation - b.persons_new_to_nation)::counts_added))
        from after_update a join before_update b using (hcode, device_id, day) having count(*) > 0;
      return null;
    end $fn$;
    create trigger sum_inserted after insert on daily_counts
      referencing new table as added for each statement execute function sum_inserted_counts();
    create trigger sum_updated after update on daily_counts
      referencing old table as before_update new table as after_update
      for each statement execute function sum_updated_counts();

    insert into facility_totals
      select hcode, sum(tokens), sum(confirmed_tokens), sum(persons_new_to_facility), sum(persons_new_to_region),
        sum(persons_new_to_nation), max(day) filter (where tokens > 0) from daily_counts group by hcode;
    insert into facility_months
      select hcode, date_trunc('month', day)::date as month, sum(tokens), sum(confirmed_tokens),
        sum(persons_new_to_facility), sum(persons_new_to_region), sum(persons_new_to_nation)
      from daily_counts group by hcode, month;
    insert into province_days
      select region, province, day, sum(tokens), sum(confirmed_tokens), sum(persons_new_to_facility),
        sum(persons_new_to_region), sum(persons_new_to_nation)
      from daily_counts join facilities using (hcode) group by region, province, day;

    create table operator_days (
      hcode text not null references facilities,
      operator_id text not null,
      day date not null,
      tokens integer not null default 0,
      confirmed_tokens integer not null default 0,
      primary key (hcode, operator_id, day)
    );
    -- For staffing: how many visits began in each hour of a day.
    create table hourly_counts (
      hcode text not null references facilities,
      day date not null,
      hour smallint not null check (hour between 0 and 23),
      visits integer not null default 0,
      primary key (hcode, day, hour)
    );

    grant select on facility_totals, facility_months, province_days, operator_days, hourly_counts to report_reader;
    grant select (last_seen_at, waiting_records, oldest_waiting_at) on devices to report_reader;
    grant select (jti, record_id, hcode, device_id, level, status, issued_at, expires_at, training) on tokens to report_reader;
    grant select on call_backs to report_reader;
    alter table facility_totals enable row level security;
    alter table facility_months enable row level security;
    alter table province_days enable row level security;
    alter table operator_days enable row level security;
    alter table hourly_counts enable row level security;
    create policy in_scope on facility_totals for select to report_reader
      using (hcode in (select f.hcode from facilities f));
    create policy in_scope on facility_months for select to report_reader
      using (hcode in (select f.hcode from facilities f));
    create policy in_scope on province_days for select to report_reader
      using (in_report_scope(region::int, province, null));
    create policy in_scope on operator_days for select to report_reader
      using (hcode in (select f.hcode from facilities f));
    create policy in_scope on hourly_counts for select to report_reader
      using (hcode in (select f.hcode from facilities f));
    create policy in_scope on tokens for select to report_reader
      using (hcode in (select f.hcode from facilities f));
    create policy in_scope on call_backs for select to report_reader
      using (hcode in (select f.hcode from facilities f));
  `.execute(db);
}
