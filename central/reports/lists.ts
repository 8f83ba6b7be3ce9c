import { sql } from 'kysely';
import type {
  ReportedCallBacks,
  SilentFacilities,
  UnconfirmedTokens,
  VisitHours,
} from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import { countingDevices, devicesCount } from './sums.ts';

/** What facilities and those above them work off. Everything here is counts, codes and times, never a name. */

const DAY_MS = 86_400_000;
const MOST_ROWS = 200;
const MOST_FACILITIES = 1000;

/** Facilities that have devices, of which none was heard of for so many days, or one keeps records back as long. */
export async function silentFacilities(db: Database, days: number, now: Date): Promise<SilentFacilities> {
  const since = new Date(now.getTime() - days * DAY_MS);
  const suspect = db
    .selectFrom('devices as quiet')
    .where('status', '=', 'active')
    .where((is) =>
      is.or([
        is('last_seen_at', 'is', null),
        is('last_seen_at', '<', since),
        is('oldest_waiting_at', '<', since),
      ]),
    )
    .select('quiet.hcode');
  const rows = await countingDevices(db)
    .where('devices.hcode', 'in', suspect)
    .leftJoin('facility_totals', 'facility_totals.hcode', 'devices.hcode')
    .groupBy(['facilities.hcode', 'name_th', 'province', 'region', 'last_day'])
    .having((is) =>
      is.or([
        is(sql`coalesce(max(last_seen_at), '-infinity')`, '<', since),
        is(sql`min(oldest_waiting_at)`, '<', since),
      ]),
    )
    .select([
      'facilities.hcode',
      'name_th as nameTh',
      'province',
      'region',
      devicesCount,
      sql<Date | null>`max(last_seen_at)`.as('lastSeenAt'),
      sql<string | null>`to_char(last_day, 'YYYY-MM-DD')`.as('lastVisitDay'),
      sql<number>`coalesce(sum(waiting_records), 0)::int`.as('waitingRecords'),
      sql<Date | null>`min(oldest_waiting_at)`.as('oldestWaitingAt'),
    ])
    .orderBy('lastSeenAt', (order) => order.asc().nullsFirst())
    .orderBy('facilities.hcode')
    .limit(MOST_FACILITIES)
    .execute();
  const facilities = rows.map((row) => ({
    ...row,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    oldestWaitingAt: row.oldestWaitingAt?.toISOString() ?? null,
  }));
  return { facilities, asOf: now.toISOString() };
}

/** Tokens of a facility that nobody has confirmed for so many days and that still could be. */
export async function unconfirmedTokens(
  db: Database,
  { hcode, days }: { hcode: string; days: number },
  now: Date,
): Promise<UnconfirmedTokens> {
  const rows = await db
    .selectFrom('tokens')
    .where('hcode', '=', hcode)
    .where('status', '=', 'issued')
    .where('training', '=', false)
    .where('issued_at', '<', new Date(now.getTime() - days * DAY_MS))
    .where('expires_at', '>', now)
    .select(['jti', 'level', 'issued_at', 'expires_at'])
    .select(sql<number>`count(*) over ()::int`.as('count'))
    .orderBy('issued_at')
    .limit(MOST_ROWS)
    .execute();
  const tokens = rows.map(({ jti, level, issued_at, expires_at }) => ({
    ...{ tokenId: jti, level },
    issuedAt: issued_at.toISOString(),
    expiresAt: expires_at.toISOString(),
  }));
  return { tokens, count: rows[0]?.count ?? 0, asOf: now.toISOString() };
}

export async function reportedCallBacks(db: Database, now: Date): Promise<ReportedCallBacks> {
  const rows = await db
    .selectFrom('call_backs')
    .innerJoin('facilities', 'facilities.hcode', 'call_backs.hcode')
    .where('settled_at', 'is', null)
    .select(['token_id as tokenId', 'call_backs.hcode', 'name_th as nameTh', 'reason', 'added_at'])
    .orderBy('added_at')
    .limit(MOST_ROWS)
    .execute();
  const callBacks = rows.map(({ added_at, ...row }) => ({ ...row, addedAt: added_at.toISOString() }));
  return { callBacks, asOf: now.toISOString() };
}

export async function visitHours(
  db: Database,
  { hcode, from, to }: { hcode: string; from: string; to: string },
  now: Date,
): Promise<VisitHours> {
  const weekday = sql<number>`extract(isodow from day)::int`;
  const hours = await db
    .selectFrom('hourly_counts')
    .where('hcode', '=', hcode)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .select([weekday.as('weekday'), 'hour', sql<number>`sum(visits)::int`.as('visits')])
    .groupBy([weekday, 'hour'])
    .orderBy('weekday')
    .orderBy('hour')
    .execute();
  return { hours, asOf: now.toISOString() };
}
