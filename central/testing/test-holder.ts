import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { HOLDER_PROOF_TYPE } from '../../contract/index.ts';
import type { TestCentre } from './test-centre.ts';
import type { SentRecord } from './test-device.ts';

type Token = Pick<SentRecord, 'tokenId' | 'tokenJws'>;
type ClaimChanges = {
  transactionCode?: string;
  audience?: string;
  nonce?: string;
  iat?: number;
  signedBy?: CryptoKey;
};
export type TestHolder = Awaited<ReturnType<typeof createTestHolder>>;

/** Someone with a phone: a key of their own, and the claim. */
export async function createTestHolder(centre: TestCentre) {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk: JWK = await exportJWK(publicKey);

  const claim = async ({ tokenId, tokenJws }: Token, changes: ClaimChanges = {}): Promise<Response> => {
    const { transactionCode = '482913', audience = centre.url, nonce = tokenId } = changes;
    const { iat = Math.floor(centre.now().getTime() / 1000), signedBy = privateKey } = changes;
    const proof = await new SignJWT({ nonce, iat })
      .setAudience(audience)
      .setProtectedHeader({ alg: 'ES256', typ: HOLDER_PROOF_TYPE, jwk })
      .sign(signedBy);
    return fetch(`${centre.url}/v1/claims`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: tokenJws, transactionCode, proof }),
    });
  };
  return { jwk, claim };
}
