import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRE_KEY_VOUCHER_TYPE } from '../../contract/index.ts';
import {
  loadCentreKeys,
  personHash,
  pseudonymKeyOf,
  rotateSigningKey,
  signAsCentre,
  transactionCodeHash,
} from './index.ts';

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

  it('follow one another: the former vouches for the new one, stays known, and can sign no more', async () => {
    const before = await load();
    const { d: secret } = JSON.parse(await readFile(file, 'utf8')).signing;
    const { former, current } = await rotateSigningKey(file, randomBytes, new Date());
    const after = await load();
    expect([former, current]).toEqual([before.signing.kid, after.signing.kid]);
    expect(after.former.map(({ kid }) => kid)).toEqual([former]);
    expect(after.sealing.kid).toBe(before.sealing.kid);
    expect(after.secrets).toEqual(before.secrets);
    const { payload } = await jwtVerify(after.vouchers[0] ?? '', before.signing.publicKey, {
      typ: CENTRE_KEY_VOUCHER_TYPE,
    });
    expect(payload.jwk).toEqual(after.signing.publicJwk);
    expect(await readFile(file, 'utf8')).not.toContain(secret);
    const signedBefore = await signAsCentre(before, 'test+jwt', {});
    await jwtVerify(signedBefore, ({ kid }) => after.publicKeyOf(kid));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});
