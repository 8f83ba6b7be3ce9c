import { createHash } from 'node:crypto';
import { compactDecrypt, compactVerify, decodeProtectedHeader, type JWK } from 'jose';
import {
  type EnrollmentRecord,
  enrollmentRecordSchema,
  KioskError,
  type ProvisionalToken,
  SEALED_RECORD_TYPE,
} from '../../contract/index.ts';
import type { Device } from '../devices/index.ts';
import type { CentreKeys } from '../keys/index.ts';
import { verifyProvisionalToken } from '../tokens/index.ts';

export type OpenedRecord = {
  record: EnrollmentRecord;
  token: ProvisionalToken;
  /** SHA-256 of the JWS text, base64url. */
  sha256: string;
};

/**
 * Opens a sealed record: checks the device's signature (RFC 7515), decrypts (RFC 7516), checks the content and
 * that all parts speak of the same record, device and facility.
 *
 * @throws REQUEST_INVALID {reason: 'signature' | 'encryption' | 'content' | 'record-id' | 'device' | 'token'}
 */
export async function openRecord(
  jws: string,
  { recordId, device, keys }: { recordId: string; device: Device; keys: CentreKeys },
): Promise<OpenedRecord> {
  const jwe = await openSignature(jws, recordId, device);
  const record = parseRecord(await decrypt(jwe, keys));
  if (record.recordId !== recordId) throw refused('record-id');
  if (record.deviceId !== device.id) throw refused('device');
  const token = await openToken(record, device);
  return { record, token, sha256: createHash('sha256').update(jws).digest('base64url') };
}

/** Opens a record that was taken in: whose signature, content and token were checked then. */
export async function reopenRecord(jws: string, keys: CentreKeys): Promise<EnrollmentRecord> {
  const jwe = Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString('ascii');
  return parseRecord(await decrypt(jwe, keys));
}

async function openSignature(jws: string, recordId: string, device: Device): Promise<string> {
  const signer = device.keys.get(signerOf(jws));
  if (signer === undefined) throw refused('signature');
  // Given as it is, not imported: jose keeps what it made of it for the other records of the call.
  const { payload, protectedHeader } = await compactVerify(jws, signer.publicKey as JWK, {
    algorithms: ['ES256'],
  }).catch(refuse('signature'));
  if (protectedHeader.typ !== SEALED_RECORD_TYPE) throw refused('signature');
  if (protectedHeader.rid !== recordId) throw refused('record-id');
  return Buffer.from(payload).toString('ascii');
}

/** Says only which of the device's keys to try. */
function signerOf(jws: string): string {
  try {
    return decodeProtectedHeader(jws).kid ?? '';
  } catch (cause) {
    throw refused('signature', cause);
  }
}

async function decrypt(jwe: string, keys: CentreKeys): Promise<string> {
  const { plaintext } = await compactDecrypt(jwe, keys.sealing.privateKey, {
    keyManagementAlgorithms: ['ECDH-ES'],
    contentEncryptionAlgorithms: ['A256GCM'],
  }).catch(refuse('encryption'));
  return Buffer.from(plaintext).toString('utf8');
}

function parseRecord(text: string): EnrollmentRecord {
  try {
    return enrollmentRecordSchema.parse(JSON.parse(text));
  } catch {
    // The cause is dropped on purpose: it may quote the record.
    throw refused('content');
  }
}

async function openToken(record: EnrollmentRecord, device: Device): Promise<ProvisionalToken> {
  const token = await verifyProvisionalToken(record.token.jws, device).catch(refuse('token'));
  const { level, levelPending, policyVersion } = record.decision;
  const agrees =
    token.fac === record.hcode &&
    token.lvl === level &&
    (token.pnd ?? null) === levelPending &&
    token.pol === policyVersion;
  if (!agrees) throw refused('token');
  return token;
}

const refused = (reason: string, cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason }, { cause });

const refuse =
  (reason: string) =>
  (cause: unknown): never => {
    throw refused(reason, cause);
  };
