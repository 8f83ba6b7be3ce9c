import { timingSafeEqual } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import type { Selectable } from 'kysely';
import { KioskError } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database, Tables } from '../database/index.ts';
import { findDevice } from '../devices/index.ts';
import { transactionCodeHash } from '../keys/index.ts';
import { countConfirmation } from '../reports/index.ts';
import { verifyProvisionalToken } from './provisional-token.ts';

/** From so many wrong transaction codes on, the token is revoked. */
const MAX_WRONG_CODES = 5;

export type TokenRow = Selectable<Tables['tokens']>;

/**
 * Checks that whoever claims a token has both halves: the token from the QR and the code from the slip.
 *
 * @returns the token's id.
 * @throws TOKEN_INVALID, TOKEN_UNKNOWN (its record is not here yet), TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_USED,
 * TOKEN_CODE_WRONG {left}
 */
export async function openClaim(
  context: CentreContext,
  jws: string,
  transactionCode: string,
): Promise<string> {
  const { db, keys } = context;
  const now = context.now();
  const device = await findDevice(db, keyIdOf(jws), 'token_kid');
  if (device === null || device.revoked) throw new KioskError('TOKEN_INVALID');
  const { jti } = await verifyProvisionalToken(jws, device);
  const codeHash = transactionCodeHash(keys, jti, transactionCode);
  const refusal = await db.transaction().execute(async (transaction) => {
    const token = await lockToken(transaction, jti);
    return refusalOf(token, now) ?? (await checkCode(transaction, token, codeHash, now));
  });
  if (refusal !== null) throw refusal;
  return jti;
}

/** Says only which key to try: nothing is believed before the signature is checked. */
function keyIdOf(jws: string): string {
  try {
    return decodeProtectedHeader(jws).kid ?? '';
  } catch (cause) {
    throw new KioskError('TOKEN_INVALID', {}, { cause });
  }
}

async function lockToken(transaction: Database, tokenId: string): Promise<TokenRow> {
  const token = await transaction
    .selectFrom('tokens')
    .where('jti', '=', tokenId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (token === undefined) throw new KioskError('TOKEN_UNKNOWN');
  return token;
}

function refusalOf(token: TokenRow, now: Date): KioskError | null {
  if (token.status === 'confirmed') return new KioskError('TOKEN_USED');
  if (token.status === 'revoked') return new KioskError('TOKEN_REVOKED');
  return token.expires_at <= now ? new KioskError('TOKEN_EXPIRED') : null;
}

/** Returns the refusal instead of throwing it: a wrong code must stay counted, a throw would undo that. */
async function checkCode(
  transaction: Database,
  token: TokenRow,
  codeHash: Buffer,
  now: Date,
): Promise<KioskError | null> {
  if (timingSafeEqual(token.transaction_code_hash, codeHash)) return null;
  const wrongCodes = token.wrong_codes + 1;
  const left = MAX_WRONG_CODES - wrongCodes;
  const change = transaction.updateTable('tokens').where('jti', '=', token.jti);
  if (left > 0) {
    await change.set({ wrong_codes: wrongCodes }).execute();
    return new KioskError('TOKEN_CODE_WRONG', { left });
  }
  const revoked_reason = 'wrong-codes';
  await change.set({ wrong_codes: wrongCodes, status: 'revoked', revoked_reason, changed_at: now }).execute();
  await audit(transaction, {
    ...{ at: now, event: 'token.revoked', subject: token.jti },
    details: { reason: revoked_reason },
  });
  return new KioskError('TOKEN_REVOKED');
}

/**
 * Confirms a token: binds it to the holder's key at the first proof of possession, and counts it. Of two holders at
 * the same time one wins; the same holder may ask again, for the answer may have got lost.
 *
 * @throws TOKEN_UNKNOWN, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_USED
 */
export function confirmToken(
  { db, now }: CentreContext,
  tokenId: string,
  holderThumbprint: string,
): Promise<TokenRow> {
  const at = now();
  return db.transaction().execute(async (transaction) => {
    const token = await lockToken(transaction, tokenId);
    if (token.status === 'confirmed' && token.holder_thumbprint === holderThumbprint) return token;
    const refusal = refusalOf(token, at);
    if (refusal !== null) throw refusal;
    const confirmed = await transaction
      .updateTable('tokens')
      .where('jti', '=', tokenId)
      .set({ status: 'confirmed', confirmed_at: at, changed_at: at, holder_thumbprint: holderThumbprint })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (!token.training) {
      await countConfirmation(transaction, { hcode: token.hcode, deviceId: token.device_id, at });
    }
    return confirmed;
  });
}
