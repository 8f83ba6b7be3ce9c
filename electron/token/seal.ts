import { createHash } from 'node:crypto';
import { CompactEncrypt, CompactSign, importJWK, type JWK } from 'jose';
import {
  type EnrollmentRecord,
  enrollmentRecordSchema,
  KioskError,
  type PublicJwk,
  SEALED_RECORD_TYPE,
  type SealedRecord,
} from '../../contract/index.ts';
import type { DeviceKey } from './device-key.ts';

type Input = {
  record: EnrollmentRecord;
  /** The centre's key (P-256). */
  sealingKey: PublicJwk;
  deviceKey: DeviceKey;
};

/**
 * Seals a record: JWE compact to the centre's key (RFC 7516, ECDH-ES, A256GCM) inside a JWS compact by
 * the device's key (RFC 7515, ES256). From then on the kiosk itself can't read it.
 * @throws KioskError RECORD_NOT_SAVED when the record is not one the centre would take
 */
export async function sealRecord({ record, sealingKey, deviceKey }: Input): Promise<SealedRecord> {
  const checked = enrollmentRecordSchema.safeParse(record);
  // The zod error stays here: it may quote what it found.
  if (!checked.success) throw new KioskError('RECORD_NOT_SAVED', { field: fieldOf(checked.error) });
  const jwe = await new CompactEncrypt(Buffer.from(JSON.stringify(checked.data)))
    .setProtectedHeader({
      alg: 'ECDH-ES',
      enc: 'A256GCM',
      ...(sealingKey.kid !== undefined && { kid: sealingKey.kid }),
    })
    .encrypt(await importJWK(sealingKey as JWK, 'ECDH-ES'));
  const jws = await new CompactSign(Buffer.from(jwe))
    .setProtectedHeader({
      alg: 'ES256',
      typ: SEALED_RECORD_TYPE,
      kid: deviceKey.thumbprint,
      rid: record.recordId,
    })
    .sign(deviceKey.privateKey);
  const sha256 = createHash('sha256').update(jws).digest('base64url');
  return { recordId: record.recordId, createdAt: record.createdAt, sha256, jws };
}

function fieldOf({ issues }: { issues: { path: PropertyKey[] }[] }): string {
  return issues[0]?.path.join('.') ?? '';
}
