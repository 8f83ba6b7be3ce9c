import { type Kysely, sql } from 'kysely';

const COUNTS = [
  'tokens',
  'confirmed_tokens',
  'persons_new_to_facility',
  'persons_new_to_region',
  'persons_new_to_nation',
];
const each = (write: (column: string) => string): string => COUNTS.map(write).join(', ');

/**
 * The running totals of facilities by year: one year's can be made anew beside the old ones, and take their place, while visits come
 * in and the report is read (`sum-year-anew.ts`). Years are added by the intake ahead of their time (`add-month.ts`); days of no such
 * year, by a clock that is wrong, have a place as well.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`${sql.raw(YEARS)}`.execute(db);
}

const YEARS = `
  lock table devices, daily_counts in share row exclusive mode;
  alter table facility_days rename to facility_days_before;
  alter table facility_days_before rename constraint facility_days_pkey to facility_days_before_pkey;
  create table facility_days (
    hcode text not null,
    day date not null,
    ${each((column) => `${column} bigint not null`)},
    primary key (hcode, day)
  ) partition by range (day);
  comment on table facility_days is 'Totals up to and with this day; none of a day on which nothing was counted';
  -- Before and after all years. A default partition would do as well, but with it no look-up of the last day before another could
  -- stop at the first row it finds.
  create table facility_days_earlier partition of facility_days for values from (minvalue) to ('2020-01-01');
  create table facility_days_later partition of facility_days for values from ('2020-01-01') to (maxvalue);

  -- The first year that has no partition of its own, and none after it has.
  create function facility_years_end() returns integer language plpgsql as $fn$
  declare
    year integer := 2020;
  begin
    while to_regclass('facility_days_' || year) is not null loop year := year + 1; end loop;
    return year;
  end $fn$;
  create function add_facility_years(until integer) returns void language plpgsql as $fn$
  begin
    if facility_years_end() > until then return; end if;
    -- Of several processes that come to a new year, one makes it.
    perform pg_advisory_xact_lock(hashtext('facility days by year'));
    if facility_years_end() > until then return; end if;
    alter table facility_days detach partition facility_days_later;
    for year in facility_years_end()..until loop
      execute format(
        'create table %I partition of facility_days for values from (%L) to (%L)',
        'facility_days_' || year, make_date(year, 1, 1), make_date(year + 1, 1, 1));
    end loop;
    with moved as (delete from facility_days_later where day < make_date(until + 1, 1, 1) returning *)
      insert into facility_days select * from moved;
    execute format(
      'alter table facility_days attach partition facility_days_later for values from (%L) to (maxvalue)',
      make_date(until + 1, 1, 1));
  end $fn$;
  select add_facility_years(extract(year from now())::int + 1);
  insert into facility_days select * from facility_days_before;
  drop table facility_days_before;

  grant select on facility_days to report_reader;
  alter table facility_days enable row level security;
  -- Facility by facility: a list of all that are in sight would be taken for so dear that whole years were read at once instead.
  create policy in_scope on facility_days for select to report_reader using (
    (select current_setting('report.scope_kind', true)) = 'ministry'
    or exists (select from facilities f where f.hcode = facility_days.hcode));

  -- As counted, not as summed before.
  create function facility_days_anew(beginning date, beyond date, wanted text[])
    returns setof facility_days language sql stable as $fn$
    select * from (
      select hcode, day, ${each((column) => `sum(sum(${column})) over until_then`)}
      from daily_counts where hcode = any(wanted) and day < beyond
      group by hcode, day window until_then as (partition by hcode order by day)
    ) summed
    where day >= beginning
  $fn$;

  -- Visits wait for it; the years, which take longest, are not among it.
  drop function sum_facilities_anew;
  create function sum_totals_anew() returns void language plpgsql as $fn$
  declare
    beginning date := make_date(2020, 1, 1);
    beyond date := make_date(facility_years_end(), 1, 1);
  begin
    lock table devices, daily_counts in share row exclusive mode;
    delete from facility_totals;
    insert into facility_totals
      select hcode, ${each((column) => `coalesce(${column}, 0)`)}, last_day, coalesce(devices, 0)
      from (
        select hcode, ${each((column) => `sum(${column}) as ${column}`)}, max(day) filter (where tokens > 0) as last_day
        from daily_counts group by hcode
      ) counted
      full join (
        select hcode, count(*) as devices from devices where status = 'active' and not training group by hcode
      ) there using (hcode);
    delete from facility_days_earlier;
    delete from facility_days_later;
    insert into facility_days
      select * from facility_days_anew('-infinity', 'infinity', array(
        select distinct hcode from daily_counts where day < beginning or day >= beyond)) d
      where d.day < beginning or d.day >= beyond;
  end $fn$;
`;
