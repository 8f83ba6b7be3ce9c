import { compactVerify, importJWK, type JWK } from 'jose';
import {
  KioskError,
  PROVISIONAL_TOKEN_TYPE,
  type ProvisionalToken,
  provisionalTokenSchema,
} from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';

/**
 * Opens a provisional token that the given device signed.
 *
 * @throws TOKEN_INVALID when signature, type, algorithm or claims are not as they must be.
 */
export async function verifyProvisionalToken(jws: string, device: Device): Promise<ProvisionalToken> {
  try {
    const key = await importJWK(device.publicKey as JWK, 'ES256');
    const { payload, protectedHeader } = await compactVerify(jws, key, { algorithms: ['ES256'] });
    const claims = provisionalTokenSchema.parse(JSON.parse(Buffer.from(payload).toString()));
    if (protectedHeader.typ !== PROVISIONAL_TOKEN_TYPE || claims.iss !== device.id) {
      throw new Error('Another type or issuer');
    }
    return claims;
  } catch (cause) {
    throw new KioskError('TOKEN_INVALID', {}, { cause });
  }
}

/** A token as a record brings it to the centre. */
export type IssuedToken = {
  claims: ProvisionalToken;
  recordId: string;
  /** Null for training. */
  personId: string | null;
  training: boolean;
  transactionCodeHash: Buffer;
};

/** Enters a token as issued. False when its id is known already. */
export async function insertToken(db: Database, token: IssuedToken): Promise<boolean> {
  const { claims } = token;
  const result = await db
    .insertInto('tokens')
    .values({
      jti: claims.jti,
      record_id: token.recordId,
      device_id: claims.iss,
      hcode: claims.fac,
      person_id: token.personId,
      training: token.training,
      level: claims.lvl,
      level_pending: claims.pnd ?? null,
      policy_version: claims.pol,
      transaction_code_hash: token.transactionCodeHash,
      issued_at: new Date(claims.iat * 1000),
      expires_at: new Date(claims.exp * 1000),
    })
    .onConflict((known) => known.column('jti').doNothing())
    .executeTakeFirstOrThrow();
  return result.numInsertedOrUpdatedRows === 1n;
}
