import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { type PublicJwk, publicJwkSchema } from '../../contract/index.ts';

const PUBLIC_FILE = 'escrow-public.json';
const PRIVATE_FILE = 'escrow-private.json';

/** Makes the key pair that kiosks seal their vaults' keys to. The private half is for a safe, not for the centre. */
export async function makeEscrowKey(folder: string): Promise<{ publicFile: string; privateFile: string }> {
  const { privateKey, publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const [publicJwk, privateJwk] = await Promise.all([exportJWK(publicKey), exportJWK(privateKey)]);
  const about = { use: 'enc', alg: 'ECDH-ES', kid: await calculateJwkThumbprint(publicJwk) };
  const [publicFile, privateFile] = [join(folder, PUBLIC_FILE), join(folder, PRIVATE_FILE)];
  await mkdir(folder, { recursive: true });
  // `wx`: a key that vaults were sealed to is never written over.
  await writeFile(privateFile, JSON.stringify({ ...privateJwk, ...about }), { mode: 0o600, flag: 'wx' });
  await writeFile(publicFile, JSON.stringify({ ...publicJwk, ...about }), { flag: 'wx' });
  return { publicFile, privateFile };
}

/** The public half as it lies in the centre's folder; null where no escrow key was made. */
export async function loadEscrowKey(directory: string): Promise<PublicJwk | null> {
  const text = await readFile(join(directory, PUBLIC_FILE), 'utf8').catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'ENOENT') return null;
    throw fault;
  });
  return text === null ? null : publicJwkSchema.parse(JSON.parse(text));
}
