import { createHash, randomBytes } from 'node:crypto';
import { clientAuthenticationAnonymous, type JwtSigner, setGlobalConfig } from '@openid4vc/oauth2';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import {
  type CryptoKey,
  createRemoteJWKSet,
  exportJWK,
  flattenedVerify,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREDENTIAL_CONFIGURATION } from '../../contract/index.ts';
import { makeNonce } from '../devices/index.ts';
import {
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  type TestHolder,
} from '../testing/index.ts';
import { credentialOffer } from './issuer-metadata.ts';
import { revokeToken } from './revoke.ts';

const DAY_SECONDS = 86_400;
const ES256 = { name: 'ECDSA', hash: 'SHA-256' } as const;

let centre: TestCentre;
let device: TestDevice;
let holder: TestHolder;
beforeAll(async () => {
  centre = await startTestCentre();
  device = await createTestDevice(centre);
  holder = await createTestHolder(centre);
});
afterAll(() => centre.stop());

const sha256 = (data: string | ArrayBuffer) =>
  createHash('sha256')
    .update(typeof data === 'string' ? data : Buffer.from(data))
    .digest();
const signWith = (key: CryptoKey) => async (data: string) =>
  Buffer.from(await crypto.subtle.sign(ES256, key, Buffer.from(data))).toString('base64url');

describe('a wallet that somebody else wrote', () => {
  it('claims a token: metadata, code with transaction code, nonce, proof, credential', async () => {
    const { tokenJws } = await device.enrollAndSend();
    const keyPair = await generateKeyPair('ES256', { extractable: true });
    const publicJwk = await exportJWK(keyPair.publicKey);
    // The test centre speaks plain HTTP, on the loopback.
    setGlobalConfig({ allowInsecureUrls: true });
    const client = new Openid4vciClient({
      callbacks: {
        hash: (data, alg) => createHash(alg.replace('-', '')).update(data).digest(),
        generateRandom: (size) => randomBytes(size),
        signJwt: async (_signer: JwtSigner, { header, payload }) => ({
          jwt: await new SignJWT(payload as JWTPayload)
            .setProtectedHeader(header as { alg: string })
            .sign(keyPair.privateKey),
          signerJwk: publicJwk as JWK & { kty: string },
        }),
        clientAuthentication: clientAuthenticationAnonymous(),
      },
    });
    const offer = JSON.stringify(credentialOffer(centre.url, tokenJws, 6));
    const credentialOfferUri = `openid-credential-offer://?credential_offer=${encodeURIComponent(offer)}`;
    const offered = await client.resolveCredentialOffer(credentialOfferUri);
    const issuerMetadata = await client.resolveIssuerMetadata(offered.credential_issuer);
    const { accessTokenResponse } = await client.retrievePreAuthorizedCodeAccessTokenFromOffer({
      credentialOffer: offered,
      issuerMetadata,
      txCode: '482913',
    });
    const { c_nonce: nonce } = await client.requestNonce({ issuerMetadata });
    const { jwt } = await client.createCredentialRequestJwtProof({
      issuerMetadata,
      credentialConfigurationId: CREDENTIAL_CONFIGURATION,
      nonce,
      signer: { method: 'jwk', alg: 'ES256', publicJwk: publicJwk as JWK & { kty: string } },
    });
    const answer = await client.retrieveCredentials({
      issuerMetadata,
      credentialConfigurationId: CREDENTIAL_CONFIGURATION,
      accessToken: accessTokenResponse.access_token,
      proofs: { jwt: [jwt] },
    });
    const [first] = answer.credentialResponse.credentials ?? [];
    const { credential } = first as { credential: string };
    const { payload } = await verifier().verify(credential);
    expect(payload).toMatchObject({ level: '2.1', cnf: { jwk: publicJwk } });
  });
});

/** Knows the centre's published keys and nothing else of it. */
function verifier(): SDJwtVcInstance {
  const keySet = createRemoteJWKSet(new URL(`${centre.url}/.well-known/jwks.json`));
  const verify = async (data: string, signature: string): Promise<boolean> => {
    const [header = '', payload = ''] = data.split('.');
    await flattenedVerify({ protected: header, payload, signature }, keySet, { algorithms: ['ES256'] });
    return true;
  };
  return new SDJwtVcInstance({
    hasher: sha256,
    hashAlg: 'sha-256',
    verifier: verify,
    statusVerifier: verify,
    kbVerifier: async (data, signature, payload) => {
      const { jwk } = (payload as unknown as { cnf: { jwk: JWK } }).cnf;
      const key = (await importJWK(jwk, 'ES256')) as CryptoKey;
      return crypto.subtle.verify(ES256, key, Buffer.from(signature, 'base64url'), Buffer.from(data));
    },
  });
}

async function present(
  credential: string,
  { key = holder.privateKey, nonce = 'asked', audience = 'https://verifier.example' } = {},
): Promise<string> {
  const wallet = new SDJwtVcInstance({
    hasher: sha256,
    hashAlg: 'sha-256',
    kbSigner: signWith(key),
    kbSignAlg: 'ES256',
  });
  return wallet.present(
    credential,
    { level: true },
    { kb: { payload: { aud: audience, nonce, iat: Math.floor(centre.now().getTime() / 1000) } } },
  );
}

describe('a verifier that somebody else wrote', () => {
  const verify = async (presentation: string, currentDate?: number) =>
    verifier().verify(presentation, { keyBindingNonce: 'asked', ...(currentDate && { currentDate }) });

  it('accepts the credential, and learns the level and nothing else', async () => {
    const presentation = await present(await holder.obtain(await device.enrollAndSend()));
    const { payload, kb } = await verify(presentation);
    expect(payload).toMatchObject({ level: '2.1', vct: 'urn:th:morprom:identity-level:1' });
    for (const hidden of ['facility', 'enrolled_at', 'policy_version', 'level_pending', 'sub'])
      expect(payload).not.toHaveProperty(hidden);
    expect(kb?.payload.aud).toBe('https://verifier.example');
  });

  it('refuses one that was tampered with', async () => {
    const presentation = await present(await holder.obtain(await device.enrollAndSend()));
    const [jwt = '', disclosure = '', keyBinding] = presentation.split('~');
    const [salt, name] = JSON.parse(Buffer.from(disclosure, 'base64url').toString());
    const raised = Buffer.from(JSON.stringify([salt, name, '2.3'])).toString('base64url');
    await expect(verify([jwt, raised, keyBinding].join('~'))).rejects.toThrow();
    const [header, payload = '', signature] = jwt.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const longer = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
    const altered = [[header, longer, signature].join('.'), disclosure, keyBinding].join('~');
    await expect(verify(altered)).rejects.toThrow();
  });

  it('refuses one past its time', async () => {
    const presentation = await present(await holder.obtain(await device.enrollAndSend()));
    const later = Math.floor(Date.now() / 1000) + 2 * DAY_SECONDS;
    await expect(verify(presentation, later)).rejects.toThrow(/expired/);
  });

  it('refuses one that was revoked, by the status list', async () => {
    const token = await device.enrollAndSend();
    const presentation = await present(await holder.obtain(token));
    await verify(presentation);
    const { tokenId } = token;
    expect(await revokeToken(centre.db, { tokenId, reason: 'asked-by-holder', at: centre.now() })).toBe(true);
    await expect(verify(presentation)).rejects.toThrow(/[Ss]tatus/);
  });

  it('refuses one that another key presents, or that answers another question', async () => {
    const credential = await holder.obtain(await device.enrollAndSend());
    const { privateKey } = await generateKeyPair('ES256');
    await expect(verify(await present(credential, { key: privateKey }))).rejects.toThrow();
    await expect(verify(await present(credential, { nonce: 'another' }))).rejects.toThrow();
  });
});

describe('the centre’s own verifier page', () => {
  const show = (presentation: string) =>
    fetch(`${centre.url}/v1/presentations`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ presentation }),
    });
  const nonce = () => makeNonce(centre.keys, 'presentation', centre.now());
  const audience = () => `${centre.url}/verify`;

  it('tells the level, and refuses what is not for it, not fresh, not bound, or revoked', async () => {
    const token = await device.enrollAndSend();
    const credential = await holder.obtain(token);
    const good = await show(await present(credential, { nonce: nonce(), audience: audience() }));
    expect(await good.json()).toMatchObject({ level: '2.1' });
    const { privateKey } = await generateKeyPair('ES256');
    const bad = [
      await present(credential, { nonce: nonce(), audience: 'https://elsewhere.example' }),
      await present(credential, { nonce: 'made-up', audience: audience() }),
      await present(credential, { nonce: nonce(), audience: audience(), key: privateKey }),
      credential,
      'nonsense',
    ];
    for (const presentation of bad)
      expect((await errorOf(await show(presentation))).code).toBe('TOKEN_INVALID');
    await revokeToken(centre.db, { tokenId: token.tokenId, reason: 'test', at: centre.now() });
    const revoked = await present(credential, { nonce: nonce(), audience: audience() });
    expect((await errorOf(await show(revoked))).code).toBe('TOKEN_INVALID');
  });
});

describe('the device that issued a token', () => {
  it('learns that it was confirmed, and that it was revoked', async () => {
    const token = await device.enrollAndSend();
    const learn = async () => {
      const answer = await device.call('GET', '/v1/devices/me/tokens');
      const { changes } = (await answer.json()) as { changes: { tokenId: string; status: string }[] };
      return changes.find(({ tokenId }) => tokenId === token.tokenId)?.status;
    };
    expect(await learn()).toBe('issued');
    await holder.obtain(token);
    expect(await learn()).toBe('confirmed');
    await revokeToken(centre.db, { tokenId: token.tokenId, reason: 'test', at: centre.now() });
    expect(await learn()).toBe('revoked');
  });
});
