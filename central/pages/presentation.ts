import { base64url, decodeJson, holderKeyOf, type KeptCredential, signWithKey } from './wallet-store.ts';

/** What the credential says, all its parts laid open: for its holder's eyes. */
export function claimsOf(credential: string): Record<string, unknown> {
  return Object.fromEntries(partsOf(credential).map(({ name, value }) => [name, value]));
}

/**
 * Presents the level and nothing else (RFC 9901 s.7.2): the issuer's JWT, one disclosure, and a JWT by the holder's
 * key for this verifier, this question and exactly this selection.
 */
export async function presentLevel(
  { tokenId, credential }: KeptCredential,
  { audience, nonce }: { audience: string; nonce: string },
): Promise<string> {
  const level = partsOf(credential).find(({ name }) => name === 'level');
  if (level === undefined) throw new Error('The credential has no level.');
  const shown = `${credential.split('~')[0]}~${level.disclosure}~`;
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(shown));
  const keyBinding = await signWithKey(await holderKeyOf(tokenId), {
    header: { typ: 'kb+jwt' },
    claims: {
      ...{ aud: audience, nonce, iat: Math.floor(Date.now() / 1000) },
      sd_hash: base64url(new Uint8Array(hash)),
    },
  });
  return shown + keyBinding;
}

/** Disclosures are `[salt, name, value]`, base64url (RFC 9901 s.4.2). */
function partsOf(credential: string): { disclosure: string; name: string; value: unknown }[] {
  return credential
    .split('~')
    .slice(1)
    .filter((text) => text !== '')
    .map((disclosure) => {
      const [, name, value] = decodeJson(disclosure) as [string, string, unknown];
      return { disclosure, name, value };
    });
}
