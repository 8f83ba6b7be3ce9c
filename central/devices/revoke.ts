import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';

/** Shuts a device out, and its tokens that nobody has confirmed yet. False when there is no such device in use. */
export function revokeDevice(
  { db, now }: Pick<CentreContext, 'db' | 'now'>,
  deviceId: string,
  reason: string,
): Promise<boolean> {
  const at = now();
  return durably(db, async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('devices')
      .where('id', '=', deviceId)
      .where('status', '=', 'active')
      .set({ status: 'revoked' })
      .executeTakeFirstOrThrow();
    if (numUpdatedRows === 0n) return false;
    await transaction
      .updateTable('tokens')
      .where('device_id', '=', deviceId)
      .where('status', '=', 'issued')
      .set({ status: 'revoked', revoked_reason: 'device-revoked', changed_at: at })
      .execute();
    await audit(transaction, { at, event: 'device.revoked', subject: deviceId, details: { reason } });
    return true;
  });
}
