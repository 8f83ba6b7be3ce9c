import { createHash } from 'node:crypto';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { CREDENTIAL_CONFIGURATION } from '../../contract/index.ts';
import type { Question } from './foreign-verifier.ts';
import type { TestCentre } from './test-centre.ts';
import type { SentRecord } from './test-device.ts';

type Token = Pick<SentRecord, 'tokenJws'>;
type ProofChanges = {
  audience?: string;
  nonce?: string;
  iat?: number;
  typ?: string;
  signedBy?: CryptoKey;
};
type ClaimChanges = ProofChanges & { transactionCode?: string; accessToken?: string };
export type TestHolder = Awaited<ReturnType<typeof createTestHolder>>;

const accessSchema = z.object({ access_token: z.string(), refresh_token: z.string() });
const answerSchema = z.object({ credentials: z.array(z.object({ credential: z.string() })).length(1) });

/** Someone with a phone: a key of their own, and the claim in its steps, as raw HTTP. */
export async function createTestHolder(centre: TestCentre) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = await exportJWK(publicKey);

  const askAccess = ({ tokenJws }: Token, transactionCode = '482913'): Promise<Response> =>
    fetch(`${centre.url}/v1/oid4vci/token`, {
      method: 'POST',
      body: new URLSearchParams({
        grant_type: 'urn:ietf:params:oauth:grant-type:pre-authorized_code',
        'pre-authorized_code': tokenJws,
        tx_code: transactionCode,
      }),
    });

  const askAgain = (refreshToken: string): Promise<Response> =>
    fetch(`${centre.url}/v1/oid4vci/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    });

  const askNonce = async (): Promise<string> => {
    const answer = await fetch(`${centre.url}/v1/oid4vci/nonce`, { method: 'POST' });
    return z.object({ c_nonce: z.string() }).parse(await answer.json()).c_nonce;
  };

  const proof = async (changes: ProofChanges = {}): Promise<string> => {
    const { audience = centre.url, signedBy = privateKey, typ = 'openid4vci-proof+jwt' } = changes;
    const { nonce = await askNonce(), iat = Math.floor(centre.now().getTime() / 1000) } = changes;
    return new SignJWT({ nonce, iat })
      .setAudience(audience)
      .setProtectedHeader({ alg: 'ES256', typ, jwk })
      .sign(signedBy);
  };

  const askCredential = async (accessToken: string, changes: ProofChanges = {}): Promise<Response> =>
    fetch(`${centre.url}/v1/oid4vci/credential`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({
        credential_configuration_id: CREDENTIAL_CONFIGURATION,
        proofs: { jwt: [await proof(changes)] },
      }),
    });

  /** The whole claim; the answer to the step that ended it. */
  const claim = async (token: Token, changes: ClaimChanges = {}): Promise<Response> => {
    const access = await askAccess(token, changes.transactionCode);
    if (!access.ok) return access;
    const { access_token: accessToken } = accessSchema.parse(await access.json());
    return askCredential(changes.accessToken ?? accessToken, changes);
  };

  const credentialIn = async (answer: Response): Promise<string> =>
    answerSchema.parse(await answer.json()).credentials[0]?.credential ?? '';

  /** The credential of a claim that goes well. */
  const obtain = async (token: Token): Promise<string> => credentialIn(await claim(token));

  /** The same, with what the holder needs to ask again. */
  const obtainLasting = async (token: Token): Promise<{ credential: string; refreshToken: string }> => {
    const access = accessSchema.parse(await (await askAccess(token)).json());
    const credential = await credentialIn(await askCredential(access.access_token));
    return { credential, refreshToken: access.refresh_token };
  };

  const renew = async (refreshToken: string): Promise<string> => {
    const { access_token: accessToken } = accessSchema.parse(await (await askAgain(refreshToken)).json());
    return credentialIn(await askCredential(accessToken));
  };

  /** Presents the level and nothing else. */
  const present = (
    credential: string,
    { audience, nonce }: Question,
    { key = privateKey }: { key?: CryptoKey } = {},
  ): Promise<string> => {
    const wallet = new SDJwtVcInstance({
      hasher: (data) =>
        createHash('sha256')
          .update(Buffer.from(data as string))
          .digest(),
      hashAlg: 'sha-256',
      kbSigner: async (data) =>
        Buffer.from(
          await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, key, Buffer.from(data)),
        ).toString('base64url'),
      kbSignAlg: 'ES256',
    });
    const iat = Math.floor(centre.now().getTime() / 1000);
    return wallet.present(credential, { level: true }, { kb: { payload: { aud: audience, nonce, iat } } });
  };

  return {
    ...{ jwk, privateKey, askAccess, askAgain, askNonce, askCredential, claim, obtain, obtainLasting },
    ...{ renew, present },
  };
}
