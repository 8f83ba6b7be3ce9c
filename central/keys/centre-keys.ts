import { hkdfSync } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import { z } from 'zod';
import { type PublicJwk, publicJwkSchema } from '../../contract/index.ts';

/** The centre's keys, ready for use. */
export type CentreKeys = {
  /** ES256: receipts and provisioning files. */
  signing: CentreKeyPair;
  /** ECDH-ES on P-256: kiosks seal records to it. */
  sealing: CentreKeyPair;
  /** HMAC keys, derived from the one master key, each for one use. */
  secrets: {
    person: Uint8Array;
    transactionCode: Uint8Array;
    pseudonymMaster: Uint8Array;
    nonce: Uint8Array;
  };
};

export type CentreKeyPair = {
  kid: string;
  publicJwk: PublicJwk;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
};

const privateJwkSchema = publicJwkSchema.extend({ crv: z.literal('P-256'), d: z.string(), kid: z.string() });

/** The key file as it lies on disk. */
const keyFileSchema = z.object({
  schema: z.literal(1),
  signing: privateJwkSchema,
  sealing: privateJwkSchema,
  /** 32 bytes. */
  master: z.base64(),
});
type KeyFile = z.infer<typeof keyFileSchema>;

/**
 * Reads the centre's keys; makes the file (mode 0600) when there is none. Several processes may start at once:
 * the first file wins, and no existing one is ever written over.
 */
export async function loadCentreKeys(
  file: string,
  random: (size: number) => Uint8Array,
): Promise<CentreKeys> {
  const text = (await readIfThere(file)) ?? (await makeKeyFile(file, random));
  return openKeys(keyFileSchema.parse(JSON.parse(text)));
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return null;
    throw error;
  }
}

async function makeKeyFile(file: string, random: (size: number) => Uint8Array): Promise<string> {
  const content: KeyFile = {
    schema: 1,
    signing: await makeKeyPair({ alg: 'ES256', use: 'sig' }),
    sealing: await makeKeyPair({ alg: 'ECDH-ES', use: 'enc' }),
    master: Buffer.from(random(32)).toString('base64'),
  };
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${Buffer.from(random(6)).toString('hex')}`;
  await writeFile(draft, JSON.stringify(content, null, 2), { mode: 0o600, flush: true });
  try {
    await link(draft, file);
  } catch (error) {
    if (!isSystemError(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft);
  }
  return readFile(file, 'utf8');
}

async function makeKeyPair({ alg, use }: { alg: string; use: string }): Promise<KeyFile['signing']> {
  const { privateKey } = await generateKeyPair(alg, { crv: 'P-256', extractable: true });
  const jwk = await exportJWK(privateKey);
  return privateJwkSchema.parse({ ...jwk, alg, use, kid: await calculateJwkThumbprint(jwk) });
}

async function openKeys(file: KeyFile): Promise<CentreKeys> {
  return {
    signing: await openKeyPair(file.signing),
    sealing: await openKeyPair(file.sealing),
    secrets: {
      person: deriveSecret(file.master, 'person'),
      transactionCode: deriveSecret(file.master, 'transaction-code'),
      pseudonymMaster: deriveSecret(file.master, 'pseudonym'),
      nonce: deriveSecret(file.master, 'nonce'),
    },
  };
}

async function openKeyPair({ d, ...publicJwk }: KeyFile['signing']): Promise<CentreKeyPair> {
  const privateKey = await importJWK({ ...publicJwk, d } as JWK);
  const publicKey = await importJWK(publicJwk as JWK);
  if (privateKey instanceof Uint8Array || publicKey instanceof Uint8Array)
    throw new Error('The key file holds a symmetric key where a pair belongs.');
  return { kid: publicJwk.kid, publicJwk, publicKey, privateKey };
}

/** HKDF (RFC 5869): one master key on disk, independent keys for independent uses. */
function deriveSecret(master: string, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(master, 'base64'), '', `morprom-centre:${use}`, 32));
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
