import { hkdfSync } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  SignJWT,
} from 'jose';
import { z } from 'zod';
import { CENTRE_KEY_VOUCHER_TYPE, type PublicJwk, publicJwkSchema } from '../../contract/index.ts';

/** The centre's keys, ready for use. */
export type CentreKeys = {
  /** ES256: receipts and provisioning files. */
  signing: CentreKeyPair;
  /** Signing keys of former times, public halves: what they signed stays good. */
  former: readonly PublicJwk[];
  /** Each by a former signing key for the one that came after it (`CENTRE_KEY_VOUCHER_TYPE`). */
  vouchers: readonly string[];
  /** The signing key of this id, current or former. Throws for any other. */
  publicKeyOf(kid: string | undefined): CryptoKey;
  /** ECDH-ES on P-256: kiosks seal records to it. */
  sealing: CentreKeyPair;
  /** HMAC keys and one to encrypt with, derived from the one master key, each for one use. */
  secrets: {
    person: Uint8Array;
    transactionCode: Uint8Array;
    pseudonymMaster: Uint8Array;
    nonce: Uint8Array;
    openIdSignIn: Uint8Array;
    reportAccount: Uint8Array;
  };
};

export type CentreKeyPair = {
  kid: string;
  publicJwk: PublicJwk;
  publicKey: CryptoKey;
  privateKey: CryptoKey;
};

const SYMMETRIC = 'The key file holds a symmetric key where a pair belongs.';

const privateJwkSchema = publicJwkSchema.extend({ crv: z.literal('P-256'), d: z.string(), kid: z.string() });

/** The key file as it lies on disk. */
const keyFileSchema = z.object({
  schema: z.literal(1),
  signing: privateJwkSchema,
  sealing: privateJwkSchema,
  /** Oldest first; their private halves are gone. */
  former: z
    .array(z.object({ publicJwk: publicJwkSchema.extend({ kid: z.string() }), voucher: z.string() }))
    .default([]),
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

/**
 * Makes a new signing key. The one before vouches for it, so that kiosks which know that one follow, and its private half
 * is then gone. Processes of the centre take the new key up when they start again.
 * @returns ids of the former and of the new key
 */
export async function rotateSigningKey(
  file: string,
  random: (size: number) => Uint8Array,
  now: Date,
): Promise<{ former: string; current: string }> {
  const content = keyFileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  const before = await openKeyPair(content.signing);
  const signing = await makeKeyPair({ alg: 'ES256', use: 'sig' });
  const { d: _, ...publicJwk } = signing;
  const voucher = await new SignJWT({ jwk: publicJwk })
    .setProtectedHeader({ alg: 'ES256', typ: CENTRE_KEY_VOUCHER_TYPE, kid: before.kid })
    .setIssuedAt(now)
    .sign(before.privateKey);
  const former = [...content.former, { publicJwk: { ...before.publicJwk, kid: before.kid }, voucher }];
  const draft = `${file}.${Buffer.from(random(6)).toString('hex')}`;
  await writeFile(draft, JSON.stringify({ ...content, signing, former }, null, 2), {
    mode: 0o600,
    flush: true,
  });
  await rename(draft, file);
  return { former: before.kid, current: signing.kid };
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
    former: [],
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
  const signing = await openKeyPair(file.signing);
  const publicKeys = new Map([[signing.kid, signing.publicKey]]);
  for (const { publicJwk } of file.former) publicKeys.set(publicJwk.kid, await openPublicKey(publicJwk));
  return {
    signing,
    former: file.former.map(({ publicJwk }) => publicJwk),
    vouchers: file.former.map(({ voucher }) => voucher),
    publicKeyOf: (kid = '') => {
      const key = publicKeys.get(kid);
      if (key === undefined) throw new Error('not a key of this centre');
      return key;
    },
    sealing: await openKeyPair(file.sealing),
    secrets: {
      person: deriveSecret(file.master, 'person'),
      transactionCode: deriveSecret(file.master, 'transaction-code'),
      pseudonymMaster: deriveSecret(file.master, 'pseudonym'),
      nonce: deriveSecret(file.master, 'nonce'),
      openIdSignIn: deriveSecret(file.master, 'openid-sign-in'),
      reportAccount: deriveSecret(file.master, 'report-account'),
    },
  };
}

async function openKeyPair({ d, ...publicJwk }: KeyFile['signing']): Promise<CentreKeyPair> {
  const privateKey = await importJWK({ ...publicJwk, d } as JWK);
  if (privateKey instanceof Uint8Array) throw new Error(SYMMETRIC);
  return { kid: publicJwk.kid, publicJwk, publicKey: await openPublicKey(publicJwk), privateKey };
}

async function openPublicKey(publicJwk: PublicJwk): Promise<CryptoKey> {
  const publicKey = await importJWK(publicJwk as JWK);
  if (publicKey instanceof Uint8Array) throw new Error(SYMMETRIC);
  return publicKey;
}

/** HKDF (RFC 5869): one master key on disk, independent keys for independent uses. */
function deriveSecret(master: string, use: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', Buffer.from(master, 'base64'), '', `morprom-centre:${use}`, 32));
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
