import { calculateJwkThumbprint, EmbeddedJWK, type JWK, jwtVerify } from 'jose';
import { KioskError, NEW_KEY_TYPE, type PublicJwk } from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { durably } from '../database/index.ts';
import { assertTimely, keySchema } from './device-proof.ts';
import type { Device } from './find-device.ts';

/**
 * Changes a device's key. The device asks with its old key; the new one proves itself. What the old key signed up to
 * now stays good, calls with it do not. The device's id stays.
 *
 * @throws REQUEST_INVALID {reason: 'new-key'}, CLOCK_WRONG
 */
export async function changeDeviceKey(
  context: CentreContext,
  device: Device,
  proof: string,
): Promise<{ keyId: string }> {
  const { db, now } = context;
  const at = now();
  const { keyId, publicKey, iat } = await openProof(context, device, proof);
  assertTimely(iat, at);
  await durably(db, async (transaction) => {
    await transaction
      .updateTable('device_keys')
      .where('device_id', '=', device.id)
      .where('retired_at', 'is', null)
      .set({ retired_at: at })
      .execute();
    const added = await transaction
      .insertInto('device_keys')
      .values({
        thumbprint: keyId,
        device_id: device.id,
        public_key: JSON.stringify(publicKey),
        added_at: at,
      })
      .onConflict((known) => known.column('thumbprint').doNothing())
      .executeTakeFirstOrThrow();
    // A key that anybody has had already is not new.
    if (added.numInsertedOrUpdatedRows === 0n) throw invalid();
    await audit(transaction, { at, event: 'device.key-changed', subject: device.id, details: { keyId } });
  });
  return { keyId };
}

async function openProof({ url, now }: CentreContext, device: Device, proof: string) {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: NEW_KEY_TYPE,
      algorithms: ['ES256'],
      audience: url,
      subject: device.id,
      currentDate: now(),
      requiredClaims: ['iat'],
    });
    const publicKey: PublicJwk = keySchema.parse(protectedHeader.jwk);
    return { publicKey, keyId: await calculateJwkThumbprint(publicKey as JWK), iat: payload.iat ?? 0 };
  } catch (cause) {
    throw invalid(cause);
  }
}

const invalid = (cause?: unknown): KioskError =>
  new KioskError('REQUEST_INVALID', { reason: 'new-key' }, { cause });
