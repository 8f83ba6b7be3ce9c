import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { base64url } from 'jose';
import { holderKeyOf, type KeptCredential } from './wallet-store.ts';

const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' } as const;

const bytesOf = (data: string | ArrayBuffer) =>
  typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);

const sha256 = async (data: string | ArrayBuffer) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(data)));

/** What the credential says, all its parts laid open: for its holder's eyes. */
export async function claimsOf({ credential }: KeptCredential): Promise<Record<string, unknown>> {
  const library = new SDJwtVcInstance({ hasher: sha256, hashAlg: 'sha-256' });
  return (await library.getClaims(credential)) as Record<string, unknown>;
}

/**
 * Presents the level and nothing else (RFC 9901 s.7.2): the issuer's JWT, one disclosure, and a JWT by the holder's
 * key for this verifier, this question and exactly this selection.
 */
export async function presentLevel(
  { tokenId, credential }: KeptCredential,
  { audience, nonce }: { audience: string; nonce: string },
): Promise<string> {
  const { privateKey } = await holderKeyOf(tokenId);
  const library = new SDJwtVcInstance({
    hasher: sha256,
    hashAlg: 'sha-256',
    kbSigner: async (data) =>
      base64url.encode(new Uint8Array(await crypto.subtle.sign(SIGNATURE, privateKey, bytesOf(data)))),
    kbSignAlg: 'ES256',
  });
  const iat = Math.floor(Date.now() / 1000);
  return library.present(credential, { level: true }, { kb: { payload: { aud: audience, nonce, iat } } });
}
