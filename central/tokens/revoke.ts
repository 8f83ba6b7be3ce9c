import { audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';

/** Revokes a token, confirmed or not, in the caller's transaction. False when it was revoked already or never was. */
export async function revokeToken(
  db: Database,
  { tokenId, reason, at }: { tokenId: string; reason: string; at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tokens')
    .where('jti', '=', tokenId)
    .where('status', '<>', 'revoked')
    .set({ status: 'revoked', revoked_reason: reason, changed_at: at })
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await audit(db, { at, event: 'token.revoked', subject: tokenId, details: { reason } });
  return true;
}
