import { importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { CREDENTIAL_TYPE, KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { assertTimely } from '../devices/index.ts';
import { centreVerifier, es256Verifier, sdJwtVc, statusListJwt } from '../tokens/index.ts';

const claimsSchema = z.object({ vct: z.literal(CREDENTIAL_TYPE), level: z.string() });

/** To whom a presentation must be made out, and to which question it must answer. */
export type Question = { audience: string; nonce: string };

/**
 * Checks a presentation the way any verifier would: issuer, time, status, the holder's key, audience and nonce.
 *
 * @returns the level.
 * @throws TOKEN_INVALID; CLOCK_WRONG when only the holder's time is off.
 */
export async function verifyPresentation(
  context: CentreContext,
  presentation: string,
  { audience, nonce }: Question,
): Promise<string> {
  const { payload, kb } = await open(context, presentation, nonce);
  if (kb.payload.aud !== audience) throw invalid();
  assertTimely(kb.payload.iat, context.now());
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalid(claims.error);
  return claims.data.level;
}

async function open(context: CentreContext, presentation: string, nonce: string) {
  const { keys, now } = context;
  const currentDate = Math.floor(now().getTime() / 1000);
  const library = sdJwtVc(keys, {
    // The list is the centre's own: no need to ask itself over the network.
    statusListFetcher: (uri: string) => statusListJwt(context, Number(uri.split('/').at(-1))),
    statusVerifier: centreVerifier(keys),
    kbVerifier: async (data: string, signature: string, { cnf }: { cnf?: { jwk?: JWK } }) => {
      const key = await importJWK(cnf?.jwk ?? {}, 'ES256');
      return !(key instanceof Uint8Array) && es256Verifier(key)(data, signature);
    },
  });
  try {
    const { payload, kb } = await library.verify(presentation, { currentDate, keyBindingNonce: nonce });
    if (kb === undefined) throw new Error('The presentation is not bound to a key');
    return { payload, kb };
  } catch (cause) {
    throw invalid(cause);
  }
}

const invalid = (cause?: unknown): KioskError => new KioskError('TOKEN_INVALID', {}, { cause });
