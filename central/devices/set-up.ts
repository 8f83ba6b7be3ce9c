import { expiredProvisioning, invalidProvisioning } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';

/**
 * The provisioning file that waits for a set-up code. It may be asked for again until a device has registered with it: the
 * first answer may have been lost.
 * @throws KioskError PROVISIONING_INVALID {reason: 'unknown-code' | 'code-used' | 'expired', date}
 */
export async function giveSetUpFile({ db, now }: CentreContext, id: string): Promise<{ sealedFile: string }> {
  const waiting = await db
    .selectFrom('activations')
    .where('set_up_id', '=', id)
    .select(['sealed_file', 'expires_at'])
    .executeTakeFirst();
  if (waiting === undefined) throw invalidProvisioning('unknown-code');
  if (waiting.sealed_file === null) throw invalidProvisioning('code-used');
  if (waiting.expires_at < now()) throw expiredProvisioning(waiting.expires_at);
  return { sealedFile: waiting.sealed_file };
}
