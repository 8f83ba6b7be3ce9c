import { CREDENTIAL_TYPE } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { TokenRow } from './claim.ts';
import type { HolderKey } from './holder-proof.ts';
import { sdJwtVc } from './sd-jwt.ts';
import { statusEntry } from './status-list.ts';

/**
 * The place in the status lists of a token's credential. As long as it says the same it keeps its place: an answer that
 * got lost is given again. One that says something else gets a place of its own, and those before it are revoked.
 * The caller holds the token's lock.
 */
export async function enterCredential(transaction: Database, token: TokenRow, at: Date): Promise<string> {
  const { jti: token_id, level, level_pending } = token;
  const last = await transaction
    .selectFrom('credentials')
    .where('token_id', '=', token_id)
    .where('replaced_at', 'is', null)
    .selectAll()
    .executeTakeFirst();
  if (last?.level === level && last.level_pending === level_pending) return last.status_index;
  if (last !== undefined) {
    await transaction
      .updateTable('credentials')
      .where('status_index', '=', last.status_index)
      .set({ replaced_at: at })
      .execute();
    await audit(transaction, { at, event: 'token.credential-replaced', subject: token_id });
  }
  const { status_index } = await transaction
    .insertInto('credentials')
    .values({ token_id, level, level_pending, issued_at: at, replaced_at: null })
    .returning('status_index')
    .executeTakeFirstOrThrow();
  return status_index;
}

/**
 * The credential of a confirmed token: SD-JWT VC bound to the holder's key. Everything that tells of the visit is
 * disclosed only when the holder wants it; nothing tells who the holder is.
 */
export function issueCredential(
  { keys, url, now }: CentreContext,
  { token, statusIndex }: { token: TokenRow; statusIndex: string },
  { publicKey }: HolderKey,
): Promise<string> {
  return sdJwtVc(keys).issue(
    {
      iss: url,
      vct: CREDENTIAL_TYPE,
      iat: Math.floor(now().getTime() / 1000),
      exp: Math.floor(token.expires_at.getTime() / 1000),
      cnf: { jwk: publicKey },
      status: { status_list: statusEntry(url, statusIndex) },
      level: token.level,
      level_pending: token.level_pending,
      facility: token.hcode,
      policy_version: token.policy_version,
      enrolled_at: token.issued_at.toISOString(),
    },
    { _sd: ['level', 'level_pending', 'facility', 'policy_version', 'enrolled_at'] },
    { header: { kid: keys.signing.kid } },
  );
}
