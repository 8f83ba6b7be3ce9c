import { type RawBuilder, sql } from 'kysely';
import { KioskError, type Series, type SeriesQuery, type ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import { type NewPersons, PERSONS_SEEN, seesProvinces, sumsOf } from './sums.ts';

/** A chart with more columns could not be read. */
const MAX_POINTS = 400;
const DAYS = { day: 1, week: 7, month: 28 } as const;
const DAY_MS = 86_400_000;

type Source = {
  table: 'province_days' | 'daily_counts' | 'operator_days';
  wanted: RawBuilder<boolean>;
  persons: NewPersons;
};

/**
 * Counts over time, a point for each day, week or month.
 *
 * @param seenAs how far the viewer sees; the database has left out the rest already
 * @throws REQUEST_INVALID {reason: 'period' | 'place'}
 */
export async function series(
  db: Database,
  query: SeriesQuery,
  seenAs: ViewerScope['kind'],
  now: Date,
): Promise<Series> {
  const { grain, from, to } = query;
  const points = (Date.parse(to) - Date.parse(from)) / DAY_MS / DAYS[grain];
  if (points < 0 || points > MAX_POINTS) throw new KioskError('REQUEST_INVALID', { reason: 'period' });
  const { table, wanted, persons } = sourceOf(query, seenAs);
  const start = sql<string>`date_trunc(${sql.lit(grain)}, day::timestamp)::date`;
  const counts = db
    .selectFrom(table)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .where(wanted)
    .select([start.as('start'), ...sumsOf(persons)])
    .groupBy(start);
  const { rows } = await sql<Series['points'][number]>`
    select to_char(starts.start, 'YYYY-MM-DD') as start, coalesce(persons, 0) as persons, coalesce(tokens, 0) as tokens,
      coalesce("confirmedTokens", 0) as "confirmedTokens"
    from generate_series(date_trunc(${grain}, ${from}::date)::timestamp, ${to}::date, ${`1 ${grain}`}::interval) as starts (start)
    left join ${counts.as('counts')} on counts.start = starts.start::date
    order by starts.start
  `.execute(db);
  return { points: rows, asOf: now.toISOString() };
}

/** Provinces are few; the own days of a facility, a device and an operator are few as well. */
function sourceOf({ of, place }: SeriesQuery, seenAs: ViewerScope['kind']): Source {
  const seen = PERSONS_SEEN[seenAs];
  switch (of) {
    case 'all':
      return { table: tableOf(seenAs), wanted: sql`true`, persons: seen.whole };
    case 'region': {
      const region = Number(place);
      if (!Number.isInteger(region)) throw new KioskError('REQUEST_INVALID', { reason: 'place' });
      const wanted = seesProvinces(seenAs)
        ? sql<boolean>`region = ${region}`
        : sql<boolean>`hcode in (select hcode from facilities where region = ${region})`;
      return { table: tableOf(seenAs), wanted, persons: seen.region };
    }
    case 'facility':
      return { table: 'daily_counts', wanted: sql`hcode = ${place}`, persons: 'persons_new_to_facility' };
    case 'operator': {
      const [hcode, operator] = /^([^/]+)[/](.+)$/.exec(place)?.slice(1) ?? [];
      if (!hcode || !operator) throw new KioskError('REQUEST_INVALID', { reason: 'place' });
      const wanted = sql<boolean>`hcode = ${hcode} and operator_id = ${operator}`;
      return { table: 'operator_days', wanted, persons: 'persons_new_to_facility' };
    }
    case 'device':
      return { table: 'daily_counts', wanted: sql`device_id = ${place}`, persons: 'persons_new_to_device' };
  }
}

const tableOf = (seenAs: ViewerScope['kind']) => (seesProvinces(seenAs) ? 'province_days' : 'daily_counts');
