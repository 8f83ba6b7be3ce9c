import { sql } from 'kysely';
import { type FacilityReport, KioskError } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import { facilityCounts, inPeriod, type Period, sumsOf } from './sums.ts';

/**
 * One facility, with its devices and operators.
 *
 * @throws REQUEST_INVALID {reason: 'not-found'} also for one that the viewer may not see
 */
export async function facilityReport(
  db: Database,
  hcode: string,
  period: Period,
  now: Date,
): Promise<FacilityReport> {
  const facility = await db
    .selectFrom('facilities')
    .where('hcode', '=', hcode)
    .select(['name_th', 'province', 'amphoe', 'region'])
    .executeTakeFirst();
  if (facility === undefined) throw new KioskError('REQUEST_INVALID', { reason: 'not-found' });
  const counts = await db
    .selectFrom(facilityCounts(period, sql`hcode = ${hcode}`).as('c'))
    .select(sumsOf('persons_new_to_facility'))
    .executeTakeFirstOrThrow();
  const devices = await devicesOf(db, hcode, period);
  return {
    facility: {
      ...{ hcode, nameTh: facility.name_th, province: facility.province, amphoe: facility.amphoe },
      region: facility.region,
      devices: devices.filter(({ status }) => status === 'active').length,
      ...counts,
    },
    devices,
    operators: await operatorsOf(db, hcode, period),
    asOf: now.toISOString(),
  };
}

/** Those that are there now; the counts of one that has moved away stay in the facility's sums. */
async function devicesOf(db: Database, hcode: string, period: Period): Promise<FacilityReport['devices']> {
  const rows = await db
    .selectFrom('devices')
    .leftJoin(
      db
        .selectFrom('daily_counts')
        .where('daily_counts.hcode', '=', hcode)
        .where(inPeriod(period))
        .select(['device_id', ...sumsOf('persons_new_to_device')])
        .groupBy('device_id')
        .as('c'),
      'c.device_id',
      'devices.id',
    )
    .where('devices.hcode', '=', hcode)
    .where('training', '=', false)
    .select(['id', 'name', 'status', 'last_seen_at', 'persons', 'tokens', 'confirmedTokens'])
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    ...{ deviceId: row.id, name: row.name, status: row.status },
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    ...{ persons: row.persons ?? 0, tokens: row.tokens ?? 0, confirmedTokens: row.confirmedTokens ?? 0 },
  }));
}

async function operatorsOf(
  db: Database,
  hcode: string,
  period: Period,
): Promise<FacilityReport['operators']> {
  return db
    .selectFrom('operator_days')
    .where('hcode', '=', hcode)
    .where(inPeriod(period))
    .select(['operator_id as operatorId', ...sumsOf('persons_new_to_facility')])
    .groupBy('operator_id')
    .orderBy('operator_id')
    .execute();
}
