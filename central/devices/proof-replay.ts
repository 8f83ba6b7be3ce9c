import { CLOCK_TOLERANCE_SECONDS } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import type { DeviceProof } from './device-proof.ts';

/** Remembers a proof as used. False when it had been used before (RFC 9449 s.11.1). */
export async function rememberProof(db: Database, { keyId, jti }: DeviceProof, now: Date): Promise<boolean> {
  // The proof's own time may lie that far ahead, and it stays good for as long after.
  const expires_at = new Date(now.getTime() + 2 * CLOCK_TOLERANCE_SECONDS * 1000);
  const result = await db
    .insertInto('device_proofs')
    .values({ device_id: keyId, jti, expires_at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Forgets the proofs that their time alone refuses by now. */
export async function forgetOldProofs(db: Database, now: Date): Promise<void> {
  await db.deleteFrom('device_proofs').where('expires_at', '<', now).execute();
}
