import { type RawBuilder, sql } from 'kysely';
import type { PeriodQuery, ViewerScope } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

/** The sums that a report's rows are made of. Every table here holds only what the viewer may see. */

/** Days, both included, `YYYY-MM-DD`; null for all time. */
export type Period = { from: string; to: string } | null;

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

/** Sums of counts; a person is new to each wider scope once, so each scope sums its own column. */
export const sumsOf = (newPersons: NewPersons) =>
  [
    sql<number>`coalesce(sum(${sql.ref(newPersons)}), 0)::int`.as('persons'),
    sql<number>`coalesce(sum(tokens), 0)::int`.as('tokens'),
    sql<number>`coalesce(sum(confirmed_tokens), 0)::int`.as('confirmedTokens'),
  ] as const;

type FacilityCounts = {
  hcode: string;
  tokens: string;
  confirmed_tokens: string;
  persons_new_to_facility: string;
  persons_new_to_region: string;
  persons_new_to_nation: string;
};

const COLUMNS = sql.raw(
  'hcode, tokens, confirmed_tokens, persons_new_to_facility, persons_new_to_region, persons_new_to_nation',
);

/**
 * Rows to sum by facility, several of each: for a period whole months where they are whole, and days at its ends.
 *
 * @param wanted a condition on `hcode`, for each of the tables
 */
export function facilityCounts(
  period: Period,
  wanted: RawBuilder<unknown> = sql`true`,
): RawBuilder<FacilityCounts> {
  if (period === null) return sql`(select ${COLUMNS} from facility_totals where ${wanted})`;
  const { from, to } = period;
  const [firstMonth, endMonth] = [monthFrom(from), monthOf(dayAfter(to))];
  if (firstMonth >= endMonth)
    return sql`(select ${COLUMNS} from daily_counts where ${wanted} and day between ${from} and ${to})`;
  return sql`(
    select ${COLUMNS} from facility_months
      where ${wanted} and month >= ${firstMonth} and month < ${endMonth}
    union all select ${COLUMNS} from daily_counts where ${wanted} and day >= ${from} and day < ${firstMonth}
    union all select ${COLUMNS} from daily_counts where ${wanted} and day >= ${endMonth} and day <= ${to}
  )`;
}

/** First day of the day's month. */
const monthOf = (day: string): string => `${day.slice(0, 7)}-01`;

/** First day of the first month that begins on this day or later. */
const monthFrom = (day: string): string => (day === monthOf(day) ? day : monthOf(dayAfter(monthOf(day), 31)));

function dayAfter(day: string, days = 1): string {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}

/** Devices that count: registered, not revoked, not for training. */
export const countingDevices = (db: Database) =>
  db
    .selectFrom('devices')
    .innerJoin('facilities', 'facilities.hcode', 'devices.hcode')
    .where('status', '=', 'active')
    .where('training', '=', false);

export const devicesCount = sql<number>`count(*)::int`.as('devices');
