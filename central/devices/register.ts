import { createHash } from 'node:crypto';
import {
  expiredProvisioning,
  invalidProvisioning,
  KioskError,
  type RegisterDeviceRequest,
  type RegisterDeviceResponse,
} from '../../contract/index.ts';
import { audit } from '../audit/index.ts';
import type { CentreContext } from '../context.ts';
import { type Database, durably } from '../database/index.ts';
import type { DeviceProof } from './device-proof.ts';

/** An activation code as the centre keeps it. It is random and long: a plain hash hides it. */
export const activationCodeHash = (code: string): Buffer => createHash('sha256').update(code).digest();

/**
 * Registers the device that made the proof. The same device may ask again with the same code and gets the same
 * answer: it can't know whether the first one got lost. A known device with a new code moves to that facility.
 *
 * @throws PROVISIONING_INVALID {reason: 'unknown-code' | 'code-used' | 'expired', date}, DEVICE_REVOKED
 */
export async function registerDevice(
  { db, now }: CentreContext,
  proof: DeviceProof,
  { activationCode, software }: RegisterDeviceRequest,
): Promise<RegisterDeviceResponse> {
  const at = now();
  return durably(db, async (transaction) => {
    const activation = await lockActivation(transaction, activationCode);
    const deviceId = (await deviceWithKey(transaction, proof.keyId)) ?? proof.keyId;
    if (activation.device_id === null) {
      if (activation.expires_at < at) throw expiredProvisioning(activation.expires_at);
      await enterDevice(transaction, proof, { deviceId, activation, software, at });
    } else if (activation.device_id !== deviceId) {
      throw invalidProvisioning('code-used');
    }
    await assertNotRevoked(transaction, deviceId);
    return {
      deviceId,
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
  if (activation === undefined) throw invalidProvisioning('unknown-code');
  return activation;
}

async function enterDevice(
  transaction: Database,
  proof: DeviceProof,
  entry: { deviceId: string; activation: Activation; software: string; at: Date },
): Promise<void> {
  const { deviceId, activation, software, at } = entry;
  const { hcode, device_name: name, training } = activation;
  const former = await facilityOf(transaction, deviceId);
  await transaction
    .insertInto('devices')
    .values({
      id: deviceId,
      ...{ hcode, name, training, software },
      registered_at: at,
    })
    .onConflict((known) => known.column('id').doUpdateSet({ hcode, name, training, software }))
    .execute();
  await transaction
    .insertInto('device_keys')
    .values({
      thumbprint: proof.keyId,
      device_id: deviceId,
      public_key: JSON.stringify(proof.publicKey),
      added_at: at,
    })
    .onConflict((known) => known.column('thumbprint').doNothing())
    .execute();
  await audit(transaction, {
    at,
    event: former === null ? 'device.registered' : 'device.moved',
    subject: deviceId,
    details: { hcode, ...(former !== null && { from: former }) },
  });
  await transaction
    .updateTable('activations')
    .set({ device_id: deviceId, used_at: at, sealed_file: null })
    .where('code_hash', '=', activation.code_hash)
    .execute();
}

/** A device that has changed its key is still the same one. */
async function deviceWithKey(db: Database, keyId: string): Promise<string | null> {
  const key = await db
    .selectFrom('device_keys')
    .where('thumbprint', '=', keyId)
    .select('device_id')
    .executeTakeFirst();
  return key?.device_id ?? null;
}

async function facilityOf(db: Database, deviceId: string): Promise<string | null> {
  const device = await db.selectFrom('devices').where('id', '=', deviceId).select('hcode').executeTakeFirst();
  return device?.hcode ?? null;
}

async function assertNotRevoked(transaction: Database, deviceId: string): Promise<void> {
  const { status } = await transaction
    .selectFrom('devices')
    .where('id', '=', deviceId)
    .select('status')
    .executeTakeFirstOrThrow();
  if (status === 'revoked') throw new KioskError('DEVICE_REVOKED');
}
