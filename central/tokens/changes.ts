import type { TokenChanges } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Device } from '../devices/index.ts';
import { openCallBacks } from './call-backs.ts';

/** Changes are asked for a little again: a transaction may end later than its time says. */
const OVERLAP_MS = 60_000;

/** What has become of a device's tokens since it last asked, and whom its facility is to call back. */
export async function tokenChanges(
  { db }: CentreContext,
  device: Device,
  cursor: string | undefined,
): Promise<TokenChanges> {
  const since = cursor === undefined ? new Date(0) : new Date(Date.parse(cursor) - OVERLAP_MS);
  const rows = await db
    .selectFrom('tokens')
    .leftJoin('call_backs', 'call_backs.token_id', 'tokens.jti')
    .where('device_id', '=', device.id)
    .where('changed_at', '>', since)
    .select(['jti', 'status', 'level', 'level_pending', 'changed_at', 'call_backs.added_at'])
    .orderBy('changed_at')
    .limit(500)
    .execute();
  return {
    changes: rows.map((row) => ({
      tokenId: row.jti,
      status: row.status,
      level: row.level,
      levelPending: row.level_pending,
      callBack: row.added_at !== null,
    })),
    callBacks: await openCallBacks(db, device.hcode),
    cursor: rows.at(-1)?.changed_at.toISOString() ?? cursor ?? new Date(0).toISOString(),
  };
}
