import { createHash } from 'node:crypto';
import { KioskError, type RegisterDeviceRequest, type RegisterDeviceResponse } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { DeviceProof } from './device-proof.ts';

/** An activation code as the centre keeps it. It is random and long: a plain hash hides it. */
export const activationCodeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

/**
 * Registers the device that made the proof. The same device may ask again with the same code and gets the same
 * answer: it can't know whether the first one got lost. A known device with a new code moves to that facility.
 *
 * @throws PROVISIONING_INVALID {reason: 'unknown-code' | 'code-used' | 'expired'}, DEVICE_REVOKED
 */
export async function registerDevice(
  { db, now }: CentreContext,
  proof: DeviceProof,
  { activationCode, software }: RegisterDeviceRequest,
): Promise<RegisterDeviceResponse> {
  const at = now();
  return db.transaction().execute(async (transaction) => {
    const activation = await lockActivation(transaction, activationCode);
    if (activation.device_id === null) {
      if (activation.expires_at < at) throw invalidCode('expired');
      await enterDevice(transaction, proof, { activation, software, at });
    } else if (activation.device_id !== proof.deviceId) {
      throw invalidCode('code-used');
    }
    await assertNotRevoked(transaction, proof.deviceId);
    return {
      deviceId: proof.deviceId,
      deviceName: activation.device_name,
      facility: {
        hcode: activation.hcode,
        nameTh: activation.name_th,
        nameEn: activation.name_en,
        province: activation.province,
        amphoe: activation.amphoe,
        region: activation.region,
      },
      now: at.toISOString(),
    };
  });
}

type Activation = Awaited<ReturnType<typeof lockActivation>>;

/** Locked until the transaction ends: of several devices with one code the first has it. */
async function lockActivation(transaction: Database, code: string) {
  const activation = await transaction
    .selectFrom('activations')
    .innerJoin('facilities', 'facilities.hcode', 'activations.hcode')
    .where('code_hash', '=', activationCodeHash(code))
    .selectAll()
    .forUpdate('activations')
    .executeTakeFirst();
  if (activation === undefined) throw invalidCode('unknown-code');
  return activation;
}

async function enterDevice(
  transaction: Database,
  { deviceId, publicKey }: DeviceProof,
  { activation, software, at }: { activation: Activation; software: string; at: Date },
): Promise<void> {
  const { hcode, device_name: name, training } = activation;
  await transaction
    .insertInto('devices')
    .values({
      id: deviceId,
      public_key: JSON.stringify(publicKey),
      ...{ hcode, name, training, software },
      registered_at: at,
    })
    .onConflict((known) => known.column('id').doUpdateSet({ hcode, name, training, software }))
    .execute();
  await transaction
    .updateTable('activations')
    .set({ device_id: deviceId, used_at: at })
    .where('code_hash', '=', activation.code_hash)
    .execute();
}

async function assertNotRevoked(transaction: Database, deviceId: string): Promise<void> {
  const { status } = await transaction
    .selectFrom('devices')
    .where('id', '=', deviceId)
    .select('status')
    .executeTakeFirstOrThrow();
  if (status === 'revoked') throw new KioskError('DEVICE_REVOKED');
}

const invalidCode = (reason: string): KioskError => new KioskError('PROVISIONING_INVALID', { reason });
