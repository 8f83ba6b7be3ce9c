import { type RawBuilder, sql } from 'kysely';
import type { Days, PeriodQuery, ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

/** The sums that a report's rows are made of. Every table here holds only what the viewer may see. */

/** Null for all time. */
export type Period = Days | null;

export const periodOf = ({ from, to }: PeriodQuery): Period =>
  from === undefined || to === undefined ? null : { from, to };

export type NewPersons =
  | 'persons_new_to_device'
  | 'persons_new_to_facility'
  | 'persons_new_to_region'
  | 'persons_new_to_nation';

/**
 * In which scope a person counts once for a viewer. A province has no count of its own: there a person counts once in each
 * facility, as in the rows below it.
 */
export const PERSONS_SEEN: Record<ViewerScope['kind'], { whole: NewPersons; region: NewPersons }> = {
  ministry: { whole: 'persons_new_to_nation', region: 'persons_new_to_region' },
  region: { whole: 'persons_new_to_region', region: 'persons_new_to_region' },
  province: { whole: 'persons_new_to_facility', region: 'persons_new_to_facility' },
  facility: { whole: 'persons_new_to_facility', region: 'persons_new_to_facility' },
};

/** Who sees one facility only sees no province, for that would tell of the others. */
export const seesProvinces = (seenAs: ViewerScope['kind']): boolean => seenAs !== 'facility';

export const TOKEN_SUMS = [
  sql<number>`coalesce(sum(tokens), 0)::int`.as('tokens'),
  sql<number>`coalesce(sum(confirmed_tokens), 0)::int`.as('confirmedTokens'),
] as const;

/** Sums of counts; a person is new to each wider scope once, so each scope sums its own column. */
export const sumsOf = (newPersons: NewPersons) =>
  [sql<number>`coalesce(sum(${sql.ref(newPersons)}), 0)::int`.as('persons'), ...TOKEN_SUMS] as const;

const COUNTS = [
  'tokens',
  'confirmed_tokens',
  'persons_new_to_facility',
  'persons_new_to_region',
  'persons_new_to_nation',
] as const;
type FacilityCounts = Record<(typeof COUNTS)[number] | 'hcode', string>;

/**
 * Counts of each facility that reported: of all time, or what its running totals grew by in a period.
 *
 * @param wanted a condition on `hcode`
 */
export function facilityCounts(
  period: Period,
  wanted: RawBuilder<unknown> = sql`true`,
): RawBuilder<FacilityCounts> {
  if (period === null)
    return sql`(select hcode, ${sql.raw(COUNTS.join(', '))} from facility_totals where tokens + confirmed_tokens > 0 and ${wanted})`;
  return sql`(
    select t.hcode, grown.* from (select hcode from facility_totals where ${wanted}) t
    cross join lateral ${countsInPeriod(period, sql`t.hcode`)} grown
  )`;
}

/**
 * What one facility's running totals grew by in a period: two look-ups, however long it is. No row where nothing was counted.
 *
 * @param hcode of a row that this is joined to laterally
 */
export function countsInPeriod(
  { from, to }: Days,
  hcode: RawBuilder<unknown>,
): RawBuilder<Omit<FacilityCounts, 'hcode'>> {
  const grownBy = COUNTS.map((name) => `at_end.${name} - coalesce(before.${name}, 0) as ${name}`);
  return sql`(
    select ${sql.raw(grownBy.join(', '))}
    from (
      select * from facility_days d where d.hcode = ${hcode} and d.day between ${from} and ${to} order by d.day desc limit 1
    ) at_end
    left join lateral (
      select * from facility_days d where d.hcode = ${hcode} and d.day < ${from} order by d.day desc limit 1
    ) before on true
  )`;
}

/** A condition on `day`. */
export const inPeriod = (period: Period) =>
  period === null ? sql<boolean>`true` : sql<boolean>`day between ${period.from} and ${period.to}`;

/** Devices that count: registered, not revoked, not for training. */
export const countingDevices = (db: Database) =>
  db
    .selectFrom('devices')
    .innerJoin('facilities', 'facilities.hcode', 'devices.hcode')
    .where('status', '=', 'active')
    .where('training', '=', false);

export const devicesCount = sql<number>`count(*)::int`.as('devices');
