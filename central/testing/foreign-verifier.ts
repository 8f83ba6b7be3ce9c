import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { verifySDJWT } from '@meeco/sd-jwt';
import { createRemoteJWKSet, importJWK, type JWK, jwtVerify } from 'jose';
import { z } from 'zod';

export type Question = { audience: string; nonce: string };

const issuedSchema = z.object({
  iss: z.string(),
  vct: z.string(),
  level: z.string(),
  status: z.object({ status_list: z.object({ uri: z.string(), idx: z.number().int() }) }),
});
const listSchema = z.object({
  sub: z.string(),
  status_list: z.object({ bits: z.literal(1), lst: z.string() }),
});
const bindingSchema = z.object({ nonce: z.string(), sd_hash: z.string() });

/**
 * A relying party that shares no SD-JWT code with the centre: Meeco's library opens the credential (the centre uses
 * OpenWallet Foundation's), jose checks signatures and times, and the status list is read by its specification alone. Of
 * the centre it knows the address.
 */
export function createForeignVerifier(centreUrl: string) {
  const keySet = createRemoteJWKSet(new URL(`${centreUrl}/.well-known/jwks.json`));

  /** @returns the claims that were disclosed. @throws when anything is not as it must be */
  return async function verify(
    presentation: string,
    { audience, nonce }: Question,
    now = new Date(),
  ): Promise<Record<string, unknown>> {
    const isIssuers = async (jwt: string) => {
      const checks = { algorithms: ['ES256'], issuer: centreUrl, currentDate: now, typ: 'dc+sd-jwt' };
      await jwtVerify(jwt, keySet, checks);
      return true;
    };
    const isHolders = async (jwt: string, holder: unknown) => {
      const checks = { algorithms: ['ES256'], audience, typ: 'kb+jwt' };
      const { payload } = await jwtVerify(jwt, await importJWK(holder as JWK, 'ES256'), checks);
      const binding = bindingSchema.parse(payload);
      const shown = presentation.slice(0, presentation.lastIndexOf('~') + 1);
      return binding.nonce === nonce && binding.sd_hash === sha256(shown);
    };
    const claims = await verifySDJWT(presentation, isIssuers, () => Promise.resolve(sha256), {
      kb: { verifier: isHolders },
    });
    const { uri, idx } = issuedSchema.parse(claims).status.status_list;
    if (await isRevoked(uri, idx)) throw new Error('revoked by the status list');
    return claims as Record<string, unknown>;
  };

  /** Token Status List s.8.3: the bit at the index, the least significant first. */
  async function isRevoked(uri: string, index: number): Promise<boolean> {
    const { payload } = await jwtVerify(await (await fetch(uri)).text(), keySet, { typ: 'statuslist+jwt' });
    const list = listSchema.parse(payload);
    if (list.sub !== uri) throw new Error('another list than was asked for');
    const octet = inflateSync(Buffer.from(list.status_list.lst, 'base64url'))[index >> 3];
    if (octet === undefined) throw new Error('the index is not in the list');
    return ((octet >> (index & 7)) & 1) === 1;
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('base64url');
