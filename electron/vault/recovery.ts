import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import {
  CompactEncrypt,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import {
  type escrowedKeySchema,
  KioskError,
  type PublicJwk,
  type RecoveryRequest,
  recoveryAnswerSchema,
  recoveryCode,
  recoveryRequestSchema,
} from '../../contract/index.ts';
import { escrowOf, type KeyStore, replaceKeeper } from './key-file.ts';
import { writeDurably } from './write-durably.ts';

/** The one-time key of a request under way, wrapped by the key store that is there now. */
const pendingSchema = z.object({ schema: z.literal(1), requestId: z.uuid(), wrappedKey: z.base64() });

const pendingFileOf = (vaultFile: string): string => `${vaultFile}.recovery.json`;
const requestFileOf = (vaultFile: string): string => `${vaultFile}.recovery-request.json`;

/** The vault's key, sealed to the centre's escrow key; nobody here can open it. */
export async function sealToEscrow(key: Uint8Array, deviceId: string, escrowKey: PublicJwk): Promise<string> {
  const content = { key: Buffer.from(key).toString('base64'), deviceId };
  return encryptTo(
    escrowKey,
    Buffer.from(JSON.stringify(content satisfies z.infer<typeof escrowedKeySchema>)),
  );
}

/**
 * Writes a request for the vault's key, for a kiosk whose key store no longer gives it. The same request again until it is
 * answered. Null when the key was never sealed to an escrow key.
 */
export async function requestRecovery(options: {
  file: string;
  keyStore: KeyStore;
  now: Date;
}): Promise<{ requestFile: string; code: string } | null> {
  const { file, keyStore, now } = options;
  const escrowed = escrowOf(file);
  if (escrowed === null) return null;
  const request = requestUnderWay(file, keyStore) ?? (await makeRequest(escrowed, options));
  writeDurably(
    requestFileOf(file),
    `${JSON.stringify({ ...request, madeAt: now.toISOString() }, null, 2)}\n`,
  );
  const code = recoveryCode(await calculateJwkThumbprint(request.answerKey as JWK));
  return { requestFile: requestFileOf(file), code };
}

async function makeRequest(
  escrowed: string,
  { file, keyStore, now }: { file: string; keyStore: KeyStore; now: Date },
): Promise<RecoveryRequest> {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const requestId = randomUUID();
  const secret = Buffer.from(JSON.stringify(await exportJWK(privateKey)));
  const wrappedKey = Buffer.from(keyStore.wrap(secret)).toString('base64');
  writeDurably(pendingFileOf(file), `${JSON.stringify({ schema: 1, requestId, wrappedKey }, null, 2)}\n`);
  const answerKey = { ...(await exportJWK(publicKey)), kty: 'EC' };
  return { schema: 1, requestId, escrowed, answerKey, madeAt: now.toISOString() };
}

/** Null when there is none, or when the key store has changed once more since. */
function requestUnderWay(file: string, keyStore: KeyStore): RecoveryRequest | null {
  if (!existsSync(requestFileOf(file)) || pendingKey(file, keyStore) === null) return null;
  return recoveryRequestSchema.parse(JSON.parse(readFileSync(requestFileOf(file), 'utf8')));
}

function pendingKey(file: string, keyStore: KeyStore): { requestId: string; privateJwk: JWK } | null {
  if (!existsSync(pendingFileOf(file))) return null;
  const { requestId, wrappedKey } = pendingSchema.parse(
    JSON.parse(readFileSync(pendingFileOf(file), 'utf8')),
  );
  try {
    const secret = keyStore.unwrap(Buffer.from(wrappedKey, 'base64'));
    return { requestId, privateJwk: JSON.parse(Buffer.from(secret).toString('utf8')) };
  } catch {
    // Whatever the store gives for what it did not wrap: the request then belongs to a store that is gone, too.
    return null;
  }
}

/**
 * Takes the centre's answer: the key must open the vault, then it is wrapped by the key store that is there now. The
 * former key file stays beside it. Nothing happens when no request is under way.
 * @param opens whether this key opens the vault; it throws why it does not
 * @throws KioskError VAULT_LOCKED `{reason: 'answer-unusable' | 'answer-to-another-request'}`, or what `opens` throws
 */
export async function takeRecoveryAnswer(options: {
  file: string;
  keyStore: KeyStore;
  answerText: string;
  opens: (key: Uint8Array) => void;
  now: Date;
}): Promise<{ requestId: string; formerKeeper: string } | null> {
  const { file, keyStore, answerText, opens, now } = options;
  const pending = pendingKey(file, keyStore);
  if (pending === null) return null;
  const answer = readAnswer(answerText);
  if (answer.requestId !== pending.requestId)
    throw new KioskError('VAULT_LOCKED', { reason: 'answer-to-another-request' });
  const { plaintext: key } = await compactDecrypt(
    answer.wrapped,
    await importJWK(pending.privateJwk, 'ECDH-ES'),
  ).catch((cause: unknown) => {
    throw new KioskError('VAULT_LOCKED', { reason: 'answer-unusable' }, { cause });
  });
  opens(key);
  const formerKeeper = replaceKeeper(file, key, keyStore, now);
  for (const done of [pendingFileOf(file), requestFileOf(file)]) rmSync(done, { force: true });
  return { requestId: answer.requestId, formerKeeper };
}

function readAnswer(text: string): z.infer<typeof recoveryAnswerSchema> {
  try {
    return recoveryAnswerSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new KioskError('VAULT_LOCKED', { reason: 'answer-unusable' }, { cause });
  }
}

async function encryptTo(publicJwk: PublicJwk, content: Uint8Array): Promise<string> {
  return new CompactEncrypt(content)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(await importJWK(publicJwk as JWK, 'ECDH-ES'));
}
