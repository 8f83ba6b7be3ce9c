import { sql } from 'kysely';
import {
  LIST_PAGE_ROWS,
  type ReportedCallBacks,
  type SilentFacilities,
  type UnconfirmedByFacility,
  type UnconfirmedTokens,
  type VisitHours,
} from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import { countingDevices, devicesCount } from './sums.ts';

/** What facilities and those above them work off. Everything here is counts, codes and times, never a name. */

const DAY_MS = 86_400_000;
const MOST_FACILITIES = 1000;
const COUNT = sql<number>`count(*)::int`.as('count');

/** Facilities that have devices, of which none was heard of for so many days, or one keeps records back as long. */
export async function silentFacilities(db: Database, days: number, now: Date): Promise<SilentFacilities> {
  const since = new Date(now.getTime() - days * DAY_MS);
  const suspect = countingDevices(db)
    .where((is) =>
      is.or([
        is('last_seen_at', 'is', null),
        is('last_seen_at', '<', since),
        is('oldest_waiting_at', '<', since),
      ]),
    )
    .select('hcode')
    .distinct();
  // Few facilities are suspect: the devices and the last day of each are looked up, instead of all of the country's being read.
  const rows = await db
    .selectFrom(suspect.as('suspect'))
    .innerJoin('facilities', 'facilities.hcode', 'suspect.hcode')
    .innerJoinLateral(
      () =>
        countingDevices(db)
          .where('devices.hcode', '=', sql.ref<string>('suspect.hcode'))
          .select([
            devicesCount,
            sql<Date | null>`max(last_seen_at)`.as('lastSeenAt'),
            sql<number>`coalesce(sum(waiting_records), 0)::int`.as('waitingRecords'),
            sql<Date | null>`min(oldest_waiting_at)`.as('oldestWaitingAt'),
          ])
          .as('there'),
      (join) => join.onTrue(),
    )
    .where((is) =>
      is.or([is(sql`coalesce("lastSeenAt", '-infinity')`, '<', since), is('oldestWaitingAt', '<', since)]),
    )
    .select(['facilities.hcode', 'name_th as nameTh', 'province', 'region', 'devices'])
    .select(['lastSeenAt', 'waitingRecords', 'oldestWaitingAt'])
    .select((of) =>
      of
        .selectFrom('facility_totals as ever')
        .whereRef('ever.hcode', '=', 'facilities.hcode')
        .select(sql<string | null>`to_char(last_day, 'YYYY-MM-DD')`.as('day'))
        .as('lastVisitDay'),
    )
    .select(sql<number>`count(*) over ()::int`.as('count'))
    .orderBy('lastSeenAt', (order) => order.asc().nullsFirst())
    .orderBy('facilities.hcode')
    .limit(MOST_FACILITIES)
    .execute();
  const facilities = rows.map(({ count: _, ...row }) => ({
    ...row,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    oldestWaitingAt: row.oldestWaitingAt?.toISOString() ?? null,
  }));
  return { facilities, count: rows[0]?.count ?? 0, asOf: now.toISOString() };
}

/** Tokens that nobody has confirmed for so many days and that still could be. */
const unconfirmed = (db: Database, days: number, now: Date) =>
  db
    .selectFrom('tokens')
    .where('status', '=', 'issued')
    .where('tokens.training', '=', false)
    .where('issued_at', '<', new Date(now.getTime() - days * DAY_MS))
    .where('expires_at', '>', now);

/** Those of a facility, by pages. */
export async function unconfirmedTokens(
  db: Database,
  { hcode, days, page }: { hcode: string; days: number; page: number },
  now: Date,
): Promise<UnconfirmedTokens> {
  const of = unconfirmed(db, days, now).where('hcode', '=', hcode);
  const { count } = await of.select(COUNT).executeTakeFirstOrThrow();
  const rows = await of
    .select(['jti', 'level', 'issued_at', 'expires_at'])
    .orderBy('issued_at')
    .orderBy('jti')
    .limit(LIST_PAGE_ROWS)
    .offset((page - 1) * LIST_PAGE_ROWS)
    .execute();
  const tokens = rows.map(({ jti, level, issued_at, expires_at }) => ({
    ...{ tokenId: jti, level },
    issuedAt: issued_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
  const facility = await db
    .selectFrom('facilities')
    .where('hcode', '=', hcode)
    .select('name_th')
    .executeTakeFirst();
  return { nameTh: facility?.name_th ?? null, tokens, count, asOf: now.toISOString() };
}

/** Which facilities of a region have most of them. */
export async function unconfirmedByFacility(
  db: Database,
  { region, days }: { region: number; days: number },
  now: Date,
): Promise<UnconfirmedByFacility> {
  // Facility by facility: the index leads to each one's open tokens, and those of other regions are not read.
  const rows = await db
    .selectFrom('facilities')
    .innerJoinLateral(
      () =>
        unconfirmed(db, days, now)
          .where('tokens.hcode', '=', sql.ref<string>('facilities.hcode'))
          .select([COUNT, sql<Date>`min(issued_at)`.as('oldestAt')])
          .as('open'),
      (join) => join.onTrue(),
    )
    .where('region', '=', region)
    .where('count', '>', 0)
    .select(['facilities.hcode', 'name_th as nameTh', 'province', 'count', 'oldestAt'])
    .orderBy('count', 'desc')
    .orderBy('facilities.hcode')
    .execute();
  const facilities = rows.map((row) => ({ ...row, oldestAt: row.oldestAt.toISOString() }));
  return { facilities, asOf: now.toISOString() };
}

/** @param query without a facility, those of all that the viewer sees */
export async function reportedCallBacks(
  db: Database,
  { hcode, page }: { hcode?: string | undefined; page: number },
  now: Date,
): Promise<ReportedCallBacks> {
  const open = db
    .selectFrom('call_backs')
    .innerJoin('facilities', 'facilities.hcode', 'call_backs.hcode')
    .where('settled_at', 'is', null)
    .$if(hcode !== undefined, (query) => query.where('call_backs.hcode', '=', hcode ?? ''));
  const { count } = await open.select(COUNT).executeTakeFirstOrThrow();
  const rows = await open
    .select(['token_id as tokenId', 'call_backs.hcode', 'name_th as nameTh', 'reason', 'added_at'])
    .orderBy('added_at')
    .orderBy('token_id')
    .limit(LIST_PAGE_ROWS)
    .offset((page - 1) * LIST_PAGE_ROWS)
    .execute();
  const callBacks = rows.map(({ added_at, ...row }) => ({ ...row, addedAt: added_at.toISOString() }));
  return { callBacks, count, asOf: now.toISOString() };
}

export async function visitHours(
  db: Database,
  { hcode, from, to }: { hcode: string; from: string; to: string },
  now: Date,
): Promise<VisitHours> {
  const weekday = sql<number>`extract(isodow from day)::int`;
  const visited = db
    .selectFrom('hourly_counts')
    .where('hcode', '=', hcode)
    .where('day', '>=', from)
    .where('day', '<=', to);
  const hours = await visited
    .select([weekday.as('weekday'), 'hour', sql<number>`sum(visits)::int`.as('visits')])
    .groupBy([weekday, 'hour'])
    .orderBy('weekday')
    .orderBy('hour')
    .execute();
  const openDays = await visited
    .select([weekday.as('weekday'), sql<number>`count(distinct day)::int`.as('days')])
    .groupBy(weekday)
    .orderBy('weekday')
    .execute();
  return { hours, openDays, asOf: now.toISOString() };
}
