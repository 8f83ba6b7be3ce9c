import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { z } from 'zod';
import { CREDENTIAL_CONFIGURATION } from '../../contract/index.ts';
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
    const { access_token: accessToken } = z.object({ access_token: z.string() }).parse(await access.json());
    return askCredential(changes.accessToken ?? accessToken, changes);
  };

  /** The credential of a claim that goes well. */
  const obtain = async (token: Token): Promise<string> =>
    answerSchema.parse(await (await claim(token)).json()).credentials[0]?.credential ?? '';

  return { jwk, privateKey, askAccess, askNonce, askCredential, claim, obtain };
}
