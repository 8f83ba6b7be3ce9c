import { KioskError } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import { type Database, durably } from '../database/index.ts';

export type Revocation = {
  tokenId: string;
  reason: string;
  /** Device id, `registrar` or `centre`. */
  by: string;
  at: Date;
};

/** Revokes a token, confirmed or not, in the caller's transaction. False when it was revoked already or never was. */
export async function revokeToken(db: Database, { tokenId, reason, by, at }: Revocation): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('tokens')
    .where('jti', '=', tokenId)
    .where('status', '<>', 'revoked')
    .set({ status: 'revoked', revoked_reason: reason, changed_at: at })
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return false;
  await audit(db, { at, event: 'token.revoked', subject: tokenId, details: { reason, by } });
  return true;
}

/** Whose token it is, in a register that many facilities share. */
type Bounds = {
  /** Only tokens of this facility (hcode); null for those of any. */
  hcode: string | null;
  /** `this`: the one that is named. `earlier`: those that the same person got before it. */
  which: 'this' | 'earlier';
};

/**
 * Revokes a token at somebody's word, or the tokens that the same person got before it.
 *
 * @returns the ids of those that were good until now.
 * @throws TOKEN_UNKNOWN when there is no such token within the bounds
 */
export function revokeAsAsked(
  db: Database,
  { tokenId, ...revocation }: Revocation,
  { hcode, which }: Bounds,
): Promise<string[]> {
  return durably(db, async (transaction) => {
    const named = await transaction
      .selectFrom('tokens')
      .where('jti', '=', tokenId)
      .$if(hcode !== null, (query) => query.where('hcode', '=', hcode))
      .select(['person_id', 'issued_at'])
      .executeTakeFirst();
    if (named === undefined) throw new KioskError('TOKEN_UNKNOWN');
    const targets = which === 'this' ? [tokenId] : await earlierTokens(transaction, named, hcode);
    const revoked: string[] = [];
    for (const target of targets)
      if (await revokeToken(transaction, { tokenId: target, ...revocation })) revoked.push(target);
    return revoked;
  });
}

async function earlierTokens(
  transaction: Database,
  { person_id, issued_at }: { person_id: string | null; issued_at: Date },
  hcode: string | null,
): Promise<string[]> {
  // A training token is nobody's.
  if (person_id === null) return [];
  const rows = await transaction
    .selectFrom('tokens')
    .where('person_id', '=', person_id)
    .where('issued_at', '<', issued_at)
    .$if(hcode !== null, (query) => query.where('hcode', '=', hcode))
    .select('jti')
    .execute();
  return rows.map(({ jti }) => jti);
}
