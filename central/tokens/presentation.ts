import { importJWK, type JWK } from 'jose';
import { z } from 'zod';
import { CREDENTIAL_TYPE, KioskError, type PresentationResponse } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { assertTimely, isFreshNonce } from '../devices/index.ts';
import { centreVerifier, es256Verifier, sdJwtVc } from './sd-jwt.ts';
import { statusListJwt } from './status-list.ts';

const claimsSchema = z.object({ vct: z.literal(CREDENTIAL_TYPE), level: z.string() });

/**
 * Checks a presentation the way any verifier would: issuer, time, status, the holder's key, audience and nonce.
 *
 * @param audience the verifier, as the holder saw it.
 * @throws TOKEN_INVALID; CLOCK_WRONG when only the holder's time is off.
 */
export async function verifyPresentation(
  context: CentreContext,
  presentation: string,
  audience: string,
): Promise<PresentationResponse> {
  const { keys, now } = context;
  const at = now();
  const { payload, kb } = await open(context, presentation);
  if (kb.payload.aud !== audience || !isFreshNonce(keys, 'presentation', kb.payload.nonce, at))
    throw invalid();
  assertTimely(kb.payload.iat, at);
  const claims = claimsSchema.safeParse(payload);
  if (!claims.success) throw invalid(claims.error);
  return { level: claims.data.level, checkedAt: at.toISOString() };
}

async function open(context: CentreContext, presentation: string) {
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
    const nonce = nonceOf((await library.decode(presentation)).kbJwt?.payload);
    const { payload, kb } = await library.verify(presentation, { currentDate, keyBindingNonce: nonce });
    if (kb === undefined) throw new Error('The presentation is not bound to a key');
    return { payload, kb };
  } catch (cause) {
    throw invalid(cause);
  }
}

const nonceOf = (payload: unknown): string => z.object({ nonce: z.string() }).parse(payload).nonce;

const invalid = (cause?: unknown): KioskError => new KioskError('TOKEN_INVALID', {}, { cause });
