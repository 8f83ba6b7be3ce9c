import { z } from 'zod';
import { publicJwkSchema } from './device.ts';

/** What is sealed to the centre's escrow key (JWE, RFC 7516) when a vault is made: its key, and whose it is. */
export const escrowedKeySchema = z.object({ key: z.base64(), deviceId: z.string() });

/** What a kiosk writes that can't open its vault: to be carried to whoever holds the escrow key. */
export const recoveryRequestSchema = z.object({
  schema: z.literal(1),
  requestId: z.uuid(),
  /** JWE of an `escrowedKeySchema`. */
  escrowed: z.string(),
  /** The key that the answer is for; made for this request alone (P-256). */
  answerKey: publicJwkSchema,
  madeAt: z.iso.datetime(),
});
export type RecoveryRequest = z.infer<typeof recoveryRequestSchema>;

/** The vault's key, for that kiosk alone. */
export const recoveryAnswerSchema = z.object({
  schema: z.literal(1),
  requestId: z.uuid(),
  /** JWE of the vault's key (bytes) to the request's `answerKey`. */
  wrapped: z.string(),
});
export type RecoveryAnswer = z.infer<typeof recoveryAnswerSchema>;

const CODE_BYTES = 6;

/**
 * Twelve digits that stand for the request's key. The kiosk shows them, and whoever answers asks for them over the telephone:
 * a request that somebody else made with a stolen disk has others.
 * @param thumbprint of the answer key (RFC 7638, base64url)
 */
export function recoveryCode(thumbprint: string): string {
  const bytes = atob(thumbprint.replace(/-/g, '+').replace(/_/g, '/'));
  let number = 0;
  for (let at = 0; at < CODE_BYTES; at += 1) number = number * 256 + bytes.charCodeAt(at);
  const digits = String(number % 1e12).padStart(12, '0');
  return `${digits.slice(0, 4)} ${digits.slice(4, 8)} ${digits.slice(8)}`;
}
