import { compactVerify, createLocalJWKSet, decodeJwt, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import {
  expiredProvisioning,
  invalidProvisioning,
  PROVISIONING_TYPE,
  type Provisioning,
  type PublicJwk,
  provisioningSchema,
} from '../../contract/index.ts';

const provisioningFileSchema = z.object({ provisioning: z.string() });

/**
 * Reads a provisioning file: `{"provisioning": JWS}`, the JWS by one of the signing keys named inside. That
 * shows the file whole and unaltered; that it is the centre's own is vouched for by how it came here, and by
 * the centre taking the activation code.
 * @param signingKeys when the centre is known already: its keys
 * @throws KioskError PROVISIONING_INVALID `{reason}`
 */
export async function readProvisioning(
  fileText: string,
  now: Date,
  signingKeys?: readonly PublicJwk[],
): Promise<Provisioning> {
  const provisioning = await verify(jwsOf(fileText), signingKeys);
  if (now.toISOString() >= provisioning.expiresAt)
    throw expiredProvisioning(new Date(provisioning.expiresAt));
  return provisioning;
}

/** What a file brings to vouch for the key that signed it; none when it is no file at all. */
export function vouchersIn(fileText: string): string[] {
  try {
    return provisioningSchema.parse(claimsOf(jwsOf(fileText))).centre.vouchers;
  } catch {
    // Reading the file will say what is wrong with it.
    return [];
  }
}

function jwsOf(fileText: string): string {
  try {
    return provisioningFileSchema.parse(JSON.parse(fileText)).provisioning;
  } catch (cause) {
    throw invalidProvisioning('other-file', {}, cause);
  }
}

async function verify(jws: string, signingKeys?: readonly PublicJwk[]): Promise<Provisioning> {
  const claimed = provisioningSchema.safeParse(claimsOf(jws));
  if (!claimed.success) {
    const field = claimed.error.issues[0]?.path.join('.') ?? '';
    throw invalidProvisioning('content', { field });
  }
  const keys = createLocalJWKSet({ keys: signingKeys ?? claimed.data.centre.signingKeys } as JSONWebKeySet);
  const verified = await compactVerify(jws, keys, { algorithms: ['ES256'] }).catch((cause: unknown) => {
    throw invalidProvisioning('signature', {}, cause);
  });
  if (verified.protectedHeader.typ !== PROVISIONING_TYPE) throw invalidProvisioning('other-file');
  return claimed.data;
}

function claimsOf(jws: string): unknown {
  try {
    return decodeJwt(jws);
  } catch (cause) {
    throw invalidProvisioning('other-file', {}, cause);
  }
}
