import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadCentreKeys, personHash, pseudonymKeyOf, signAsCentre, transactionCodeHash } from './index.ts';

describe("the centre's keys", () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'keys-'));
    file = join(folder, 'deep/keys.json');
  });
  afterEach(() => rm(folder, { recursive: true }));
  const load = () => loadCentreKeys(file, randomBytes);

  it('are made once, for their owner only', async () => {
    const made = await load();
    const loaded = await load();
    expect(loaded.signing.kid).toBe(made.signing.kid);
    expect(loaded.secrets).toEqual(made.secrets);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('are the same for processes that start at once', async () => {
    const all = await Promise.all([load(), load()]);
    expect(new Set(all.map(({ signing }) => signing.kid)).size).toBe(1);
  });

  it('are never made over a file that is damaged', async () => {
    await load();
    const damaged = (await readFile(file, 'utf8')).slice(0, 100);
    await writeFile(file, damaged);
    await expect(load()).rejects.toThrow();
    expect(await readFile(file, 'utf8')).toBe(damaged);
  });

  it('show no private part in public', async () => {
    const { signing, sealing } = await load();
    expect(signing.publicJwk).not.toHaveProperty('d');
    expect(sealing.publicJwk).not.toHaveProperty('d');
  });

  it('sign what the public key verifies', async () => {
    const keys = await load();
    const jws = await signAsCentre(keys, 'test+jwt', { hello: 'world' });
    const set = createLocalJWKSet({ keys: [keys.signing.publicJwk as JWK] });
    const { payload, protectedHeader } = await jwtVerify(jws, set, { typ: 'test+jwt' });
    expect(payload).toEqual({ hello: 'world' });
    expect(protectedHeader.kid).toBe(keys.signing.kid);
  });

  it('hash a person alike at one centre and differently at another', async () => {
    const keys = await load();
    file = join(folder, 'other.json');
    const others = await load();
    expect(personHash(keys, '0000000000001')).toEqual(personHash(keys, '0000000000001'));
    expect(personHash(keys, '0000000000001')).not.toEqual(personHash(others, '0000000000001'));
    expect(pseudonymKeyOf(keys, '00014')).not.toEqual(pseudonymKeyOf(keys, '00015'));
    expect(transactionCodeHash(keys, 'a', '123456')).not.toEqual(transactionCodeHash(keys, 'b', '123456'));
  });
});
