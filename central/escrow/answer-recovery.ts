import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, importJWK, type JWK } from 'jose';
import {
  escrowedKeySchema,
  KioskError,
  type RecoveryAnswer,
  type RecoveryRequest,
  recoveryCode,
} from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { Database } from '../database/index.ts';

/**
 * Answers a kiosk that can't open its vault: opens what was sealed to the escrow key and seals it anew, to the one-time key of
 * the request. Written down in the centre's audit log before the answer is given away.
 *
 * @param code what the kiosk shows, as it was told over the telephone
 * @throws REQUEST_INVALID {reason: 'code' | 'escrow-key'}, DEVICE_UNKNOWN, DEVICE_REVOKED
 */
export async function answerRecovery(
  { db, now }: { db: Database; now: () => Date },
  { request, code, escrowKey }: { request: RecoveryRequest; code: string; escrowKey: JWK },
): Promise<RecoveryAnswer> {
  const expected = recoveryCode(await calculateJwkThumbprint(request.answerKey as JWK));
  if (digitsOf(code) !== digitsOf(expected)) throw refused('code');
  const { key, deviceId } = await openEscrowed(request.escrowed, escrowKey);
  await assertActive(db, deviceId);
  const wrapped = await new CompactEncrypt(Buffer.from(key, 'base64'))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(request.answerKey as JWK, 'ECDH-ES'));
  const { requestId } = request;
  await audit(db, { at: now(), event: 'vault.key-released', subject: deviceId, details: { requestId } });
  return { schema: 1, requestId, wrapped };
}

async function openEscrowed(escrowed: string, escrowKey: JWK) {
  try {
    const { plaintext } = await compactDecrypt(escrowed, await importJWK(escrowKey, 'ECDH-ES'));
    return escrowedKeySchema.parse(JSON.parse(Buffer.from(plaintext).toString('utf8')));
  } catch (cause) {
    throw refused('escrow-key', cause);
  }
}

async function assertActive(db: Database, deviceId: string): Promise<void> {
  const device = await db
    .selectFrom('devices')
    .where('id', '=', deviceId)
    .select('status')
    .executeTakeFirst();
  if (device === undefined) throw new KioskError('DEVICE_UNKNOWN');
  if (device.status === 'revoked') throw new KioskError('DEVICE_REVOKED');
}

const digitsOf = (code: string): string => code.replace(/\D/g, '');

const refused = (reason: string, cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason }, { cause });
