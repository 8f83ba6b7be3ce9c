import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { SealedRecord } from '../../../contract/index.ts';

/** A record as the outbox sees one: an envelope of noise. */
export function sealedRecord(createdAt = '2026-11-22T03:00:00.000Z', envelopeBytes = 1_000): SealedRecord {
  const recordId = randomUUID();
  const header = Buffer.from(JSON.stringify({ rid: recordId })).toString('base64url');
  const jws = `${header}.${randomBytes(Math.ceil((envelopeBytes * 3) / 4)).toString('base64url')}.s`;
  const sha256 = createHash('sha256').update(jws).digest('base64url');
  return { recordId, createdAt, sha256, jws };
}
