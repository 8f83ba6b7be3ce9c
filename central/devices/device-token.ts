import { importJWK, type JWK, jwtVerify } from 'jose';
import { z } from 'zod';
import { type AccessTokenResponse, CLOCK_TOLERANCE_SECONDS, KioskError } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';
import { signAsCentre } from '../keys/index.ts';
import { ACCESS_TOKEN_TYPE, DEVICE_SCOPE, takeProof } from './authenticate.ts';
import type { DeviceProof } from './device-proof.ts';
import { assertInUse, findDevice } from './find-device.ts';

const LIFETIME_SECONDS = 600;

/** RFC 7523 s.3; `chain` is ours: `from` is the last link the device knows the centre has, `to` the one it made next. */
const assertionSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  chain: z.object({ from: z.string().max(64).nullable(), to: z.string().min(16).max(64) }),
});

/**
 * Gives a device an access token bound to its key (RFC 9449 s.5): short-lived, so that it notices soon when it is
 * revoked.
 *
 * @throws DEVICE_UNKNOWN, DEVICE_REVOKED, REQUEST_INVALID {reason: 'client-assertion' | 'proof-nonce' | 'proof-replayed'}
 */
export async function giveDeviceToken(
  context: CentreContext,
  proof: DeviceProof,
  assertion: string,
): Promise<AccessTokenResponse> {
  const { db, keys, url } = context;
  const device = await findDevice(db, proof.keyId);
  assertInUse(device, proof.keyId);
  await takeProof(context, proof);
  const { chain } = await openAssertion(context, proof, assertion);
  await followChain(context, device.id, chain);
  const issuedAt = Math.floor(context.now().getTime() / 1000);
  const token = await signAsCentre(keys, ACCESS_TOKEN_TYPE, {
    iss: url,
    aud: url,
    sub: device.id,
    scope: DEVICE_SCOPE,
    cnf: { jkt: proof.keyId },
    iat: issuedAt,
    exp: issuedAt + LIFETIME_SECONDS,
  });
  return { access_token: token, token_type: 'DPoP', expires_in: LIFETIME_SECONDS };
}

async function openAssertion({ url, now }: CentreContext, proof: DeviceProof, assertion: string) {
  try {
    const { payload } = await jwtVerify(assertion, await importJWK(proof.publicKey as JWK, 'ES256'), {
      algorithms: ['ES256'],
      audience: url,
      issuer: proof.keyId,
      subject: proof.keyId,
      currentDate: now(),
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['exp', 'jti'],
    });
    return assertionSchema.parse(payload);
  } catch (cause) {
    throw new KioskError('REQUEST_INVALID', { reason: 'client-assertion' }, { cause });
  }
}

/**
 * A device makes each link itself and keeps it before it sends it, so a lost answer only brings the same link again.
 * Of two copies of one disk, the second to come has an older link: that is written down for a person to judge. Both
 * are still served, for a kiosk restored from its backup looks the same and its records must not be lost.
 */
async function followChain(
  { db, now }: CentreContext,
  deviceId: string,
  { from, to }: z.infer<typeof assertionSchema>['chain'],
): Promise<void> {
  const at = now();
  await durably(db, async (transaction) => {
    const { chain } = await transaction
      .selectFrom('devices')
      .where('id', '=', deviceId)
      .select('chain')
      .forUpdate()
      .executeTakeFirstOrThrow();
    const isCopy = chain !== null && chain !== from && chain !== to;
    await transaction
      .updateTable('devices')
      .where('id', '=', deviceId)
      .set({ chain: to, last_seen_at: at, ...(isCopy && { copied_at: at }) })
      .execute();
    if (isCopy) await audit(transaction, { at, event: 'device.copy-noticed', subject: deviceId });
  });
}
