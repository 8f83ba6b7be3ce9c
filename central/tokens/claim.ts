import { timingSafeEqual } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import type { Selectable } from 'kysely';
import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { type Database, durably, type Tables } from '../database/index.ts';
import { findDevice } from '../devices/index.ts';
import { transactionCodeHash } from '../keys/index.ts';
import { countConfirmation } from '../reports/index.ts';
import { enterCredential } from './credential.ts';
import { type ClaimedToken, openRefreshToken } from './holder-access.ts';
import { verifyProvisionalToken } from './provisional-token.ts';
import { revokeToken } from './revoke.ts';

/** From so many wrong transaction codes on, the token is revoked. */
const MAX_WRONG_CODES = 5;

export type TokenRow = Selectable<Tables['tokens']>;

/**
 * Checks that whoever claims a token has both halves: the token from the QR and the code from the slip.
 *
 * @throws TOKEN_INVALID, TOKEN_UNKNOWN (its record is not here yet), TOKEN_TRAINING, TOKEN_EXPIRED, TOKEN_REVOKED,
 * TOKEN_USED, TOKEN_CODE_WRONG {left}
 */
export async function openClaim(
  context: CentreContext,
  jws: string,
  transactionCode: string,
): Promise<ClaimedToken> {
  const { db, keys } = context;
  const now = context.now();
  const device = await findDevice(db, keyIdOf(jws), 'token_kid');
  if (device === null || device.revoked) throw new KioskError('TOKEN_INVALID');
  const { jti, exp } = await verifyProvisionalToken(jws, device);
  const codeHash = transactionCodeHash(keys, jti, transactionCode);
  const refusal = await durably(db, async (transaction) => {
    const token = await lockToken(transaction, jti);
    return refusalOf(token, now) ?? (await checkCode(transaction, token, codeHash, now));
  });
  if (refusal !== null) throw refusal;
  return { tokenId: jti, expiresAt: new Date(exp * 1000) };
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
  return token.status === 'confirmed' ? new KioskError('TOKEN_USED') : endOf(token, now);
}

/**
 * Why a token is good for nothing; null when it still is. One made in training never was: behind it may be a virtual reader
 * and a film, and a credential would say of them what it says of a person at a counter.
 */
function endOf(token: TokenRow, now: Date): KioskError | null {
  if (token.training) return new KioskError('TOKEN_TRAINING');
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
  await transaction
    .updateTable('tokens')
    .where('jti', '=', token.jti)
    .set({ wrong_codes: wrongCodes })
    .execute();
  if (left > 0) return new KioskError('TOKEN_CODE_WRONG', { left });
  await revokeToken(transaction, { tokenId: token.jti, reason: 'wrong-codes', by: 'centre', at: now });
  return new KioskError('TOKEN_REVOKED');
}

/**
 * Opens what a holder was given at an earlier claim, for a credential that says what holds now.
 *
 * @throws TOKEN_INVALID, TOKEN_UNKNOWN, TOKEN_TRAINING, TOKEN_REVOKED, TOKEN_EXPIRED
 */
export async function claimAgain(context: CentreContext, refreshToken: string): Promise<ClaimedToken> {
  const claimed = await openRefreshToken(context, refreshToken);
  const token = await context.db
    .selectFrom('tokens')
    .where('jti', '=', claimed.tokenId)
    .selectAll()
    .executeTakeFirst();
  if (token === undefined) throw new KioskError('TOKEN_UNKNOWN');
  const end = endOf(token, context.now());
  if (end !== null) throw end;
  return claimed;
}

export type ConfirmedToken = { token: TokenRow; statusIndex: string };

/**
 * Confirms a token: binds it to the holder's key at the first proof of possession, and counts it. Of two holders at
 * the same time one wins; the same holder may ask again, for the answer may have got lost or the level risen.
 *
 * @throws TOKEN_UNKNOWN, TOKEN_TRAINING, TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_USED
 */
export function confirmToken(
  { db, now }: CentreContext,
  tokenId: string,
  holderThumbprint: string,
): Promise<ConfirmedToken> {
  const at = now();
  return durably(db, async (transaction) => {
    const known = await lockToken(transaction, tokenId);
    const isHolders = known.status === 'confirmed' && known.holder_thumbprint === holderThumbprint;
    const refusal = isHolders ? endOf(known, at) : refusalOf(known, at);
    if (refusal !== null) throw refusal;
    const token = isHolders ? known : await bindToHolder(transaction, known, holderThumbprint, at);
    return { token, statusIndex: await enterCredential(transaction, token, at) };
  });
}

async function bindToHolder(
  transaction: Database,
  { jti, hcode, device_id: deviceId, operator_id: operatorId }: TokenRow,
  holderThumbprint: string,
  at: Date,
): Promise<TokenRow> {
  const confirmed = await transaction
    .updateTable('tokens')
    .where('jti', '=', jti)
    .set({ status: 'confirmed', confirmed_at: at, changed_at: at, holder_thumbprint: holderThumbprint })
    .returningAll()
    .executeTakeFirstOrThrow();
  await countConfirmation(transaction, { hcode, deviceId, operatorId, at });
  return confirmed;
}
