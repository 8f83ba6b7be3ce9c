import { CompactSign, exportJWK, type GenerateKeyPairResult, generateKeyPair } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CENTRE_KEY_VOUCHER_TYPE, type PublicJwk } from '../../contract/index.ts';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { openCentreKeys } from './index.ts';

type Key = GenerateKeyPairResult & { jwk: PublicJwk };

let vault: TestVault;
let first: Key;
let second: Key;
let third: Key;
let audited: string[];

beforeEach(async () => {
  vault = openTestVault();
  audited = [];
  [first, second, third] = await Promise.all([makeKey('1'), makeKey('2'), makeKey('3')]);
});
afterEach(() => vault.remove());

async function makeKey(kid: string): Promise<Key> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  return { ...pair, jwk: { ...(await exportJWK(pair.publicKey)), kty: 'EC', kid } };
}

const vouch = (former: Key, { jwk }: Key, typ = CENTRE_KEY_VOUCHER_TYPE): Promise<string> =>
  new CompactSign(Buffer.from(JSON.stringify({ jwk, iat: 1 })))
    .setProtectedHeader({ alg: 'ES256', typ, kid: former.jwk.kid ?? '' })
    .sign(former.privateKey);

const open = (vouchers: string[]) =>
  openCentreKeys({
    settings: vault.settings,
    roots: [first.jwk],
    fetchKeys: async () => ({ keys: [], vouchers }),
    audit: ({ subject }) => audited.push(String(subject)),
  });

describe("the centre's keys at the kiosk", () => {
  it('are those of the provisioning file until it learns of others', async () => {
    const keys = await open([await vouch(first, second)]);
    expect(keys.trusted()).toEqual([first.jwk]);
    await keys.learn();
    expect(keys.trusted()).toEqual([first.jwk, second.jwk]);
    expect(audited).toEqual(['2']);
  });

  it('are followed over several changes, in whatever order the vouchers come, and kept for the next start', async () => {
    await (await open([await vouch(second, third), await vouch(first, second)])).learn();
    expect((await open([])).trusted()).toEqual([first.jwk, second.jwk, third.jwk]);
  });

  it.each([
    ['a key that nobody known vouches for', () => vouch(second, third)],
    ['a key that vouches for itself', () => vouch(second, second)],
    ['something else that a known key has signed', () => vouch(first, second, 'kiosk-receipt+jwt')],
    ['a voucher that claims to be by a known key', () => vouch({ ...second, jwk: first.jwk }, third)],
    ['no voucher at all', async () => 'x.y.z'],
  ])('are never %s', async (_what, voucher) => {
    const keys = await open([await voucher()]);
    await keys.learn();
    expect(keys.trusted()).toEqual([first.jwk]);
    expect(audited).toEqual([]);
  });
});
