import { type RawBuilder, sql } from 'kysely';
import type { Days, PeriodQuery, ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import { dayInBangkok } from './days.ts';

/** The sums that a report's rows are made of. Every table here holds only what the viewer may see. */

/** Null for all time. `isUntilNow`: nothing has been counted after its last day but for visits whose kiosk's clock was ahead. */
export type Period = (Days & { isUntilNow: boolean }) | null;

export const periodOf = ({ from, to }: PeriodQuery, now: Date): Period =>
  from === undefined || to === undefined ? null : { from, to, isUntilNow: to >= dayInBangkok(now) };

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

/** Sums of counts; a person is new to each wider scope once, so each scope sums its own column. */
export const sumsOf = (newPersons: NewPersons) =>
  [
    sql<number>`coalesce(sum(${sql.ref(newPersons)}), 0)::int`.as('persons'),
    sql<number>`coalesce(sum(tokens), 0)::int`.as('tokens'),
    sql<number>`coalesce(sum(confirmed_tokens), 0)::int`.as('confirmedTokens'),
  ] as const;

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
    select ever.hcode, grown.* from (select * from facility_totals where ${wanted}) ever
    cross join lateral ${countsInPeriod(period)} grown
  )`;
}

/**
 * What a facility's running totals grew by in a period: two look-ups, however long it is, and one where the period lasts until now, for
 * then its end are the totals themselves. No row where nothing was counted.
 *
 * @returns to be joined laterally to a row `ever` of `facility_totals`
 */
export function countsInPeriod({
  from,
  to,
  isUntilNow,
}: NonNullable<Period>): RawBuilder<Omit<FacilityCounts, 'hcode'>> {
  const columns = (of: string) => sql.raw(COUNTS.map((name) => `${of}.${name}`).join(', '));
  const grownBy = COUNTS.map((name) => `at_end.${name} - coalesce(before.${name}, 0) as ${name}`);
  const lastUntil = (condition: RawBuilder<unknown>) => sql`
    select ${columns('d')} from facility_days d where d.hcode = ever.hcode and ${condition} order by d.day desc limit 1`;
  const endsWithTotals = isUntilNow ? sql`coalesce(ever.last_day <= ${to}, true)` : sql`false`;
  return sql`(
    select ${sql.raw(grownBy.join(', '))}
    from (
      select ${columns('ever')} where ${endsWithTotals}
      union all (${lastUntil(sql`d.day between ${from} and ${to} and not ${endsWithTotals}`)})
    ) at_end
    left join lateral (${lastUntil(sql`d.day < ${from}`)}) before on true
  )`;
}

/** A condition on `day`. */
export const inPeriod = (period: Period) =>
  period === null ? sql<boolean>`true` : sql<boolean>`day between ${period.from} and ${period.to}`;

/** Devices that count: registered, not revoked, not for training. */
export const countingDevices = (db: Database) =>
  db.selectFrom('devices').where('status', '=', 'active').where('training', '=', false);

export const devicesCount = sql<number>`count(*)::int`.as('devices');
