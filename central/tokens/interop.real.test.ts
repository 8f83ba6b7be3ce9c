import { createHash, randomBytes } from 'node:crypto';
import { clientAuthenticationAnonymous, type JwtSigner } from '@openid4vc/oauth2';
import { Openid4vciClient } from '@openid4vc/openid4vci';
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CREDENTIAL_CONFIGURATION } from '../../contract/index.ts';
import { credentialOfferLink } from '../pages/wallet-offer.ts';
import {
  createForeignVerifier,
  createTestDevice,
  createTestHolder,
  startTestCentre,
  type TestCentre,
  type TestDevice,
  type TestHolder,
} from '../testing/index.ts';
import { revokeToken } from './revoke.ts';

const DAY_MS = 86_400_000;

let centre: TestCentre;
let device: TestDevice;
let holder: TestHolder;
beforeAll(async () => {
  centre = await startTestCentre();
  device = await createTestDevice(centre);
  holder = await createTestHolder(centre);
});
afterAll(() => centre.stop());

describe('a wallet that somebody else wrote', () => {
  it('claims a token: metadata, code with transaction code, nonce, proof, credential', async () => {
    const { tokenJws } = await device.enrollAndSend();
    const keyPair = await generateKeyPair('ES256', { extractable: true });
    const publicJwk = await exportJWK(keyPair.publicKey);
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
    const offered = await client.resolveCredentialOffer(credentialOfferLink(centre.url, tokenJws));
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
    const question = { audience: 'https://verifier.example', nonce: 'asked' };
    const shown = await holder.present(credential, question, { key: keyPair.privateKey });
    expect(await createForeignVerifier(centre.url)(shown, question)).toMatchObject({
      ...{ level: '2.1', cnf: { jwk: publicJwk } },
    });
  });
});

describe('a verifier that somebody else wrote', () => {
  const question = { audience: 'https://verifier.example', nonce: 'asked' };
  const verify = (presentation: string, at?: Date) =>
    createForeignVerifier(centre.url)(presentation, question, at);
  const present = async (credential: string) => holder.present(credential, question);

  it('accepts the credential, and learns the level and nothing else', async () => {
    const claims = await verify(await present(await holder.obtain(await device.enrollAndSend())));
    expect(claims).toMatchObject({ level: '2.1', vct: 'urn:th:morprom:identity-level:1' });
    for (const hidden of ['facility', 'enrolled_at', 'policy_version', 'level_pending', 'sub'])
      expect(claims).not.toHaveProperty(hidden);
  });

  it('refuses one whose level was raised by hand, or whose claims were changed', async () => {
    const credential = await holder.obtain(await device.enrollAndSend());
    const [jwt = '', disclosure = '', keyBinding = ''] = (await present(credential)).split('~');
    const [salt, name] = JSON.parse(Buffer.from(disclosure, 'base64url').toString());
    const raised = Buffer.from(JSON.stringify([salt, name, '2.3'])).toString('base64url');
    await expect(verify([jwt, raised, keyBinding].join('~'))).rejects.toThrow();
    const [header, payload = '', signature] = jwt.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const longer = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 1 })).toString('base64url');
    const altered = credential.replace(jwt, [header, longer, signature].join('.'));
    await expect(verify(await present(altered))).rejects.toThrow('Failed to verify SD-JWT');
  });

  it('refuses a level that another holder of a credential proved', async () => {
    const other = await createTestHolder(centre);
    const [low, high] = [
      await present(await holder.obtain(await device.enrollAndSend())),
      await other.present(await other.obtain(await device.enrollAndSend({ level: '2.3' })), question),
    ];
    const [jwt, , keyBinding] = low.split('~');
    await expect(verify([jwt, high.split('~')[1], keyBinding].join('~'))).rejects.toThrow();
  });

  it('refuses one past its time', async () => {
    const presentation = await present(await holder.obtain(await device.enrollAndSend()));
    const later = new Date(Date.now() + 2 * DAY_MS);
    await expect(verify(presentation, later)).rejects.toThrow('Failed to verify SD-JWT');
  });

  it('refuses one that was revoked, by the status list', async () => {
    const token = await device.enrollAndSend();
    const presentation = await present(await holder.obtain(token));
    await verify(presentation);
    const { tokenId } = token;
    const revocation = { tokenId, reason: 'test', by: 'centre', at: centre.now() };
    expect(await revokeToken(centre.db, revocation)).toBe(true);
    await expect(verify(presentation)).rejects.toThrow('revoked by the status list');
  });

  it('refuses one that another key presents, that answers another question, is for somebody else, or bound to none', async () => {
    const credential = await holder.obtain(await device.enrollAndSend());
    const { privateKey: key } = await generateKeyPair('ES256');
    for (const presentation of [
      await holder.present(credential, question, { key }),
      await holder.present(credential, { ...question, nonce: 'another' }),
      await holder.present(credential, { ...question, audience: 'https://elsewhere.example' }),
    ])
      await expect(verify(presentation)).rejects.toThrow('Key Binding JWT');
    const unbound = (await present(credential)).replace(/[^~]+$/, '');
    await expect(verify(unbound)).rejects.toThrow('Key Binding JWT');
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
    await revokeToken(centre.db, { tokenId: token.tokenId, reason: 'test', by: 'centre', at: centre.now() });
    expect(await learn()).toBe('revoked');
  });
});
