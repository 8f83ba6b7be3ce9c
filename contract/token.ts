import { z } from 'zod';
import { levelSchema } from './policy.ts';

/** `typ` of a provisional token: JWS ES256 by the device's key, made offline at the counter. Short, for the QR. */
export const PROVISIONAL_TOKEN_TYPE = 'kt+jwt';

/**
 * Claims of the provisional token. Few and short: the token must fit a QR that a cheap phone reads. Who issued it
 * is said once, by the header's `kid`: see `tokenKeyId`.
 */
export const provisionalTokenSchema = z.object({
  /** Facility (hcode). */
  fac: z.string().max(9),
  /** Pairwise pseudonym of the citizen: keyed per facility, never the citizen ID. */
  sub: z.string().max(64),
  /** Level reached, and level pending until the card status is in. */
  lvl: levelSchema,
  pnd: levelSchema.optional(),
  /** Policy version. */
  pol: z.string().max(32),
  jti: z.string().min(8).max(64),
  /** Seconds since the epoch (RFC 7519 s.4.1). */
  iat: z.number().int(),
  exp: z.number().int(),
});
/**
 * The `kid` of a provisional token: the first 16 letters (96 bits) of the thumbprint (RFC 7638) of the device's key.
 * Nobody can make a second key with the same beginning, and the QR is four modules smaller.
 */
export const tokenKeyId = (thumbprint: string): string => thumbprint.slice(0, 16);

export type ProvisionalToken = z.infer<typeof provisionalTokenSchema>;

export const tokenStatusSchema = z.enum(['issued', 'confirmed', 'revoked']);
export type TokenStatus = z.infer<typeof tokenStatusSchema>;

/** Where the holder page is at the centre. The QR holds its address with the token as fragment: that never reaches a server. */
export const WALLET_PATH = '/wallet';

/** What the QR holds: a link that any phone camera opens, or a wallet takes the token from. */
export function walletLink(centreUrl: string, tokenJws: string): string {
  return `${centreUrl.replace(/\/+$/, '')}${WALLET_PATH}#${tokenJws}`;
}

/** The one kind of credential the centre issues (OpenID4VCI `credential_configuration_id`). */
export const CREDENTIAL_CONFIGURATION = 'morprom-identity-level';
/** SD-JWT VC `vct`. */
export const CREDENTIAL_TYPE = 'urn:th:morprom:identity-level:1';

/** How a token of this device stands at the centre, as the kiosk learns it at its next sync. */
export const tokenChangeSchema = z.object({
  tokenId: z.string(),
  status: tokenStatusSchema,
  level: levelSchema,
  levelPending: levelSchema.nullable(),
  /** The registrar said that the card is not normal: the facility calls the person back. */
  callBack: z.boolean(),
});
export type TokenChange = z.infer<typeof tokenChangeSchema>;

/** Somebody whose card is not normal, for any kiosk of the facility. Who that is is in the facility's own files, by the visit. */
export const callBackSchema = z.object({
  tokenId: z.string(),
  recordId: z.string(),
  hcode: z.string(),
  deviceName: z.string(),
  enrolledAt: z.iso.datetime(),
  addedAt: z.iso.datetime(),
});
export type CallBack = z.infer<typeof callBackSchema>;

export const tokenChangesSchema = z.object({
  changes: z.array(tokenChangeSchema),
  /** The whole list of the device's facility, as it stands. */
  callBacks: z.array(callBackSchema),
  /** To be sent with the next question; opaque. */
  cursor: z.string(),
});
export type TokenChanges = z.infer<typeof tokenChangesSchema>;
