import type { CallBack } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import { type Database, durably } from '../database/index.ts';

/** Who is to be called back by a facility (hcode), or by any: named by the visit's record alone. */
export async function openCallBacks(db: Database, hcode: string | null): Promise<CallBack[]> {
  const rows = await db
    .selectFrom('call_backs')
    .innerJoin('tokens', 'tokens.jti', 'call_backs.token_id')
    .innerJoin('devices', 'devices.id', 'tokens.device_id')
    .where('settled_at', 'is', null)
    .$if(hcode !== null, (query) => query.where('call_backs.hcode', '=', hcode ?? ''))
    .select(['token_id', 'record_id', 'devices.name', 'issued_at', 'added_at', 'call_backs.hcode'])
    .orderBy('added_at')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ tokenId: row.token_id, recordId: row.record_id, hcode: row.hcode, deviceName: row.name },
    enrolledAt: row.issued_at.toISOString(),
    addedAt: row.added_at.toISOString(),
  }));
}

/**
 * Takes a person off the list, because the facility has spoken with them. False when they are not on it.
 * @param hcode the facility that may; null for any
 */
export function settleCallBack(
  db: Database,
  { tokenId, hcode, by, at }: { tokenId: string; hcode: string | null; by: string; at: Date },
): Promise<boolean> {
  return durably(db, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('call_backs')
      .where('token_id', '=', tokenId)
      .where('settled_at', 'is', null)
      .$if(hcode !== null, (query) => query.where('hcode', '=', hcode ?? ''))
      .set({ settled_at: at })
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await audit(transaction, { at, event: 'call-back.settled', subject: tokenId, details: { by } });
    return true;
  });
}
