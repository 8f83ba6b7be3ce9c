import { z } from 'zod';
import { levelSchema } from './policy.ts';

/** `typ` of a provisional token: JWS ES256 by the device's key, made offline at the counter. */
export const PROVISIONAL_TOKEN_TYPE = 'kiosk-token+jwt';

/** Claims of the provisional token. Short names: the token must fit a QR that a cheap phone reads. */
export const provisionalTokenSchema = z.object({
  /** Issuing device (its id at the centre; the header's `kid` says the same). */
  iss: z.string(),
  /** Facility (hcode). */
  fac: z.string(),
  /** Pairwise pseudonym of the citizen: keyed per facility, never the citizen ID. */
  sub: z.string(),
  /** Level reached, and level pending until the card status is in. */
  lvl: levelSchema,
  pnd: levelSchema.optional(),
  /** Policy version. */
  pol: z.string(),
  jti: z.string(),
  /** Seconds since the epoch (RFC 7519 s.4.1). */
  iat: z.number().int(),
  exp: z.number().int(),
});
export type ProvisionalToken = z.infer<typeof provisionalTokenSchema>;

export const tokenStatusSchema = z.enum(['issued', 'confirmed', 'revoked']);
export type TokenStatus = z.infer<typeof tokenStatusSchema>;

/** `typ` of the holder's proof of possession that goes with a claim: `{aud, nonce: jti, iat}`, `jwk` in the header. */
export const HOLDER_PROOF_TYPE = 'kiosk-holder-proof+jwt';
