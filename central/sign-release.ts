import { createHash, createPublicKey, type JsonWebKey } from 'node:crypto';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ecdsaDer } from './ecdsa-der.ts';
import type { CentreKeys } from './keys/index.ts';

export type Release = {
  /** The Debian package. */
  deb: string;
  version: string;
  /** Folder that the kiosks are told of as their feed. */
  out: string;
  /** Share of the kiosks that may have it, 1 to 100. */
  percent: number;
  releasedAt: Date;
};

/**
 * Puts a package into a feed of updates: the package, its signature by the centre (`.sig`: ECDSA P-256 over SHA-256, DER), the
 * list that electron-updater reads (`latest-linux.yml`, written as JSON, which YAML takes), and the key that a machine's own
 * updater checks the signature with (`update-key.pem`).
 */
export async function signRelease(keys: CentreKeys, release: Release): Promise<void> {
  const { deb, version, out, percent, releasedAt } = release;
  const content = await readFile(deb);
  const name = basename(deb);
  const sha512 = createHash('sha512').update(content).digest('base64');
  const list = {
    version,
    files: [{ url: name, sha512, size: content.length }],
    path: name,
    sha512,
    stagingPercentage: percent,
    releaseDate: releasedAt.toISOString(),
  };
  await mkdir(out, { recursive: true });
  await copyFile(deb, join(out, name));
  const { privateKey, publicJwk } = keys.signing;
  const ecdsa = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = new Uint8Array(await crypto.subtle.sign(ecdsa, privateKey, content));
  await writeFile(join(out, `${name}.sig`), ecdsaDer(signature));
  await writeFile(
    join(out, 'update-key.pem'),
    createPublicKey({ key: publicJwk as JsonWebKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' }),
  );
  // Last: from now on kiosks find it, and all it names is there.
  await writeFile(join(out, 'latest-linux.yml'), `${JSON.stringify(list, null, 2)}\n`);
}
