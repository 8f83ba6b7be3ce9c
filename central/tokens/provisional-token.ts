import { compactVerify, decodeProtectedHeader, type JWK } from 'jose';
import {
  KioskError,
  PROVISIONAL_TOKEN_TYPE,
  type ProvisionalToken,
  provisionalTokenSchema,
  tokenKeyId,
} from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';

/**
 * Opens a provisional token that the given device signed, with the key its `kid` names. One the device has given up
 * counts for what it signed until then.
 *
 * @throws TOKEN_INVALID when signature, type, algorithm or claims are not as they must be.
 */
export async function verifyProvisionalToken(jws: string, device: Device): Promise<ProvisionalToken> {
  try {
    const { kid = '' } = decodeProtectedHeader(jws);
    const signer = [...device.keys].find(([thumbprint]) => tokenKeyId(thumbprint) === kid)?.[1];
    if (signer === undefined) throw new Error('Signed by another key');
    // Given as it is, not imported: jose keeps what it made of it for the device's other tokens.
    const { payload, protectedHeader } = await compactVerify(jws, signer.publicKey as JWK, {
      algorithms: ['ES256'],
    });
    const claims = provisionalTokenSchema.parse(JSON.parse(Buffer.from(payload).toString()));
    if (protectedHeader.typ !== PROVISIONAL_TOKEN_TYPE) throw new Error('Another type');
    if (signer.retiredAt !== null && claims.iat * 1000 > signer.retiredAt.getTime())
      throw new Error('Signed after the key was given up');
    return claims;
  } catch (cause) {
    throw new KioskError('TOKEN_INVALID', {}, { cause });
  }
}

/** A token as a record brings it to the centre. */
export type IssuedToken = {
  claims: ProvisionalToken;
  deviceId: string;
  operatorId: string;
  recordId: string;
  /** Null for training. */
  personId: string | null;
  training: boolean;
  transactionCodeHash: Buffer;
  receivedAt: Date;
};

/** Enters tokens as issued; the ids of those that were not known already. */
export async function insertTokens(db: Database, tokens: readonly IssuedToken[]): Promise<Set<string>> {
  const inserted = await db
    .insertInto('tokens')
    .values(tokens.map(rowOf))
    .onConflict((known) => known.column('jti').doNothing())
    .returning('jti')
    .execute();
  return new Set(inserted.map(({ jti }) => jti));
}

function rowOf({ claims, ...token }: IssuedToken) {
  return {
    jti: claims.jti,
    record_id: token.recordId,
    device_id: token.deviceId,
    operator_id: token.operatorId,
    hcode: claims.fac,
    person_id: token.personId,
    training: token.training,
    level: claims.lvl,
    level_pending: claims.pnd ?? null,
    policy_version: claims.pol,
    transaction_code_hash: token.transactionCodeHash,
    issued_at: new Date(claims.iat * 1000),
    expires_at: new Date(claims.exp * 1000),
    changed_at: token.receivedAt,
  };
}
