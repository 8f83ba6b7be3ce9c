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
 * Running totals of each facility by day: what a period counted is the total at its end less the total before its beginning,
 * two rows however long it is. They take the place of the sums by month. And the totals of each province, and how many
 * devices count in each facility and province.
 *
 * All sums can be made anew from `daily_counts` at any time, in one transaction: whoever reads meanwhile sees those of before.
 *
 * And no row is looked up facility by facility any more for a viewer who may see them all.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`${sql.raw(SUMS)}`.execute(db);
  await sql`${sql.raw(POLICIES)}`.execute(db);
}

/** Registered, not revoked, not for training. */
const counts = (row: string): string => `${row}.status = 'active' and not ${row}.training`;

const SUMS = `
  -- Nothing is counted between the sums below and their triggers.
  lock table devices, daily_counts in share row exclusive mode;
  drop table facility_months;
  -- Rows that every record changes: with room for their next versions they stay on their pages.
  alter table facility_totals set (fillfactor = 50);
  alter table facility_totals add column devices integer not null default 0;

  create index facilities_by_region on facilities (region);

  create table facility_days (
    hcode text not null references facilities,
    day date not null,
    ${each((column) => `${column} bigint not null`)},
    primary key (hcode, day)
  );
  comment on table facility_days is 'Totals up to and with this day; none of a day on which nothing was counted';
  create table province_totals (
    region smallint not null,
    province text not null,
    ${each((column) => `${column} bigint not null`)},
    devices integer not null default 0,
    primary key (region, province)
  ) with (fillfactor = 20);

  create or replace function add_to_sums(added counts_added[]) returns void language plpgsql as $fn$
  begin
    -- First: it locks the facility, so that its running totals are carried on by one at a time.
    insert into facility_totals (hcode, ${COUNTS}, last_day)
      select hcode, ${each((column) => `sum(${column})`)}, max(day) filter (where tokens > 0)
      from unnest(added) group by hcode order by hcode
    on conflict (hcode) do update set
      ${each((column) => `${column} = facility_totals.${column} + excluded.${column}`)},
      last_day = greatest(facility_totals.last_day, excluded.last_day);
    -- A day's first row carries on from the day before it; then what was added counts from its day on.
    insert into facility_days
      select a.hcode, a.day, ${each((column) => `coalesce(before.${column}, 0)`)}
      from (select distinct hcode, day from unnest(added)) a
      left join lateral (
        select * from facility_days d where d.hcode = a.hcode and d.day < a.day order by day desc limit 1
      ) before on true
    on conflict (hcode, day) do nothing;
    update facility_days d set ${each((column) => `${column} = d.${column} + s.${column}`)}
      from (
        select later.hcode, later.day, ${each((column) => `sum(a.${column}) as ${column}`)}
        from unnest(added) a join facility_days later on later.hcode = a.hcode and later.day >= a.day
        group by later.hcode, later.day
      ) s
      where d.hcode = s.hcode and d.day = s.day;
    -- Last: many facilities share a province's rows, so they are held for the shortest time.
    insert into province_days
      select region, province, day, ${each((column) => `sum(${column})`)}
      from unnest(added) join facilities using (hcode)
      group by region, province, day order by region, province, day
    on conflict (region, province, day) do update set
      ${each((column) => `${column} = province_days.${column} + excluded.${column}`)};
    insert into province_totals (region, province, ${COUNTS})
      select region, province, ${each((column) => `sum(${column})`)}
      from unnest(added) join facilities using (hcode) group by region, province order by region, province
    on conflict (region, province) do update set
      ${each((column) => `${column} = province_totals.${column} + excluded.${column}`)};
  end $fn$;

  create function add_devices(facility text, added integer) returns void language plpgsql as $fn$
  begin
    insert into facility_totals (hcode, ${COUNTS}, devices) values (facility, ${each(() => '0')}, added)
    on conflict (hcode) do update set devices = facility_totals.devices + excluded.devices;
    insert into province_totals (region, province, ${COUNTS}, devices)
      select region, province, ${each(() => '0')}, added from facilities where hcode = facility
    on conflict (region, province) do update set devices = province_totals.devices + excluded.devices;
  end $fn$;
  create function count_devices() returns trigger language plpgsql as $fn$
  begin
    if tg_op <> 'INSERT' and ${counts('old')} then perform add_devices(old.hcode, -1); end if;
    if tg_op <> 'DELETE' and ${counts('new')} then perform add_devices(new.hcode, 1); end if;
    return null;
  end $fn$;
  create trigger count_devices after insert or delete or update of hcode, status, training on devices
    for each row execute function count_devices();

  create function sum_facilities_anew() returns void language plpgsql as $fn$
  begin
    lock table devices, daily_counts in share row exclusive mode;
    delete from facility_totals;
    insert into facility_totals
      select hcode, ${each((column) => `coalesce(${column}, 0)`)}, last_day, coalesce(devices, 0)
      from (
        select hcode, ${each((column) => `sum(${column}) as ${column}`)}, max(day) filter (where tokens > 0) as last_day
        from daily_counts group by hcode
      ) counted
      full join (select hcode, count(*) as devices from devices d where ${counts('d')} group by hcode) there using (hcode);
    delete from facility_days;
    insert into facility_days
      select hcode, day, ${each((column) => `sum(sum(${column})) over until_then`)}
      from daily_counts group by hcode, day window until_then as (partition by hcode order by day);
  end $fn$;
  create function sum_provinces_anew(wanted text[]) returns void language plpgsql as $fn$
  begin
    lock table devices, daily_counts in share row exclusive mode;
    delete from province_days where province = any(wanted);
    insert into province_days
      select region, province, day, ${each((column) => `sum(${column})`)}
      from daily_counts join facilities using (hcode)
      where province = any(wanted) group by region, province, day;
    delete from province_totals where province = any(wanted);
    insert into province_totals
      select region, province, ${each((column) => `coalesce(sum(${column}), 0)`)}, sum(devices)
      from facility_totals join facilities using (hcode)
      where province = any(wanted) group by region, province;
  end $fn$;
  select sum_facilities_anew();
  select sum_provinces_anew(array(select distinct province from facilities));
`;

const OF_FACILITIES = [
  'daily_counts',
  'devices',
  'facility_totals',
  'operator_days',
  'hourly_counts',
  'tokens',
  'call_backs',
];
const IN_SIGHT = 'hcode in (select f.hcode from facilities f)';
const IN_SCOPE = 'in_report_scope(region::int, province, null)';
/** Asked once for a query, not for each row. */
const sees = (rest: string): string =>
  `((select current_setting('report.scope_kind', true)) = 'ministry' or ${rest})`;

const POLICIES = `
  grant select on facility_days, province_totals to report_reader;
  alter table facility_days enable row level security;
  alter table province_totals enable row level security;
  create policy in_scope on facility_days for select to report_reader using ${sees(IN_SIGHT)};
  create policy in_scope on province_totals for select to report_reader using ${sees(IN_SCOPE)};
  alter policy in_scope on province_days using ${sees(IN_SCOPE)};
  alter policy in_scope on facilities using ${sees('in_report_scope(region::int, province, hcode)')};
  ${OF_FACILITIES.map((table) => `alter policy in_scope on ${table} using ${sees(IN_SIGHT)};`).join('\n  ')}
`;
