import { timingSafeEqual } from 'node:crypto';
import { decodeJwt } from 'jose';
import {
  type ClaimRequest,
  type ClaimResponse,
  KioskError,
  type ProvisionalToken,
} from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import { findDevice } from '../devices/index.ts';
import { transactionCodeHash } from '../keys/index.ts';
import { countConfirmation } from '../reports/index.ts';
import { verifyHolderProof } from './holder-proof.ts';
import { verifyProvisionalToken } from './provisional-token.ts';

/** From so many wrong transaction codes on, the token is revoked. */
const MAX_WRONG_CODES = 5;

/**
 * Confirms a token: binds it to the key of the holder who has the QR and the transaction code. Works once; of two
 * claims at the same time one wins.
 *
 * @throws TOKEN_INVALID, TOKEN_UNKNOWN (its record is not here yet), TOKEN_EXPIRED, TOKEN_REVOKED, TOKEN_USED,
 * TOKEN_CODE_WRONG {left}, and what `verifyHolderProof` throws.
 */
export async function claimToken(context: CentreContext, request: ClaimRequest): Promise<ClaimResponse> {
  const { db, keys, url } = context;
  const now = context.now();
  const claims = await openToken(db, request.token);
  const holderThumbprint = await verifyHolderProof(request.proof, {
    tokenId: claims.jti,
    audience: url,
    now,
  });
  const codeHash = transactionCodeHash(keys, claims.jti, request.transactionCode);

  const refusal = await db
    .transaction()
    .execute((transaction) => confirm(transaction, { tokenId: claims.jti, codeHash, holderThumbprint, now }));
  if (refusal !== null) throw refusal;
  return { tokenId: claims.jti, status: 'confirmed', confirmedAt: now.toISOString() };
}

async function openToken(db: Database, jws: string): Promise<ProvisionalToken> {
  const device = await findDevice(db, issuerOf(jws));
  if (device === null || device.revoked) throw new KioskError('TOKEN_INVALID');
  return verifyProvisionalToken(jws, device);
}

/** Says only which key to try: nothing is believed before the signature is checked. */
function issuerOf(jws: string): string {
  try {
    return decodeJwt(jws).iss ?? '';
  } catch (cause) {
    throw new KioskError('TOKEN_INVALID', {}, { cause });
  }
}

type Confirmation = { tokenId: string; codeHash: Buffer; holderThumbprint: string; now: Date };

/** Returns the refusal instead of throwing it: a wrong code must stay counted, a throw would undo that. */
async function confirm(
  transaction: Database,
  { tokenId, codeHash, holderThumbprint, now }: Confirmation,
): Promise<KioskError | null> {
  const token = await transaction
    .selectFrom('tokens')
    .where('jti', '=', tokenId)
    .selectAll()
    .forUpdate()
    .executeTakeFirst();
  if (token === undefined) return new KioskError('TOKEN_UNKNOWN');
  if (token.status === 'confirmed') return new KioskError('TOKEN_USED');
  if (token.status === 'revoked') return new KioskError('TOKEN_REVOKED');
  if (token.expires_at <= now) return new KioskError('TOKEN_EXPIRED');

  const change = transaction.updateTable('tokens').where('jti', '=', tokenId);
  if (!timingSafeEqual(token.transaction_code_hash, codeHash)) {
    const wrongCodes = token.wrong_codes + 1;
    const left = MAX_WRONG_CODES - wrongCodes;
    await change.set({ wrong_codes: wrongCodes, status: left > 0 ? 'issued' : 'revoked' }).execute();
    return left > 0 ? new KioskError('TOKEN_CODE_WRONG', { left }) : new KioskError('TOKEN_REVOKED');
  }
  await change.set({ status: 'confirmed', confirmed_at: now, holder_thumbprint: holderThumbprint }).execute();
  if (!token.training) {
    await countConfirmation(transaction, { hcode: token.hcode, deviceId: token.device_id, at: now });
  }
  return null;
}
