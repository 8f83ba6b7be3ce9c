import { KioskError, type PublicJwk } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

export type DeviceKeyEntry = { publicKey: PublicJwk; retiredAt: Date | null };

export type Device = {
  id: string;
  /** All its keys by thumbprint: what it signed with a former one stays good. */
  keys: ReadonlyMap<string, DeviceKeyEntry>;
  hcode: string;
  region: number;
  training: boolean;
  revoked: boolean;
};

/** The device that has, or had, the key with this thumbprint; or the one a provisional token's `kid` names. */
export async function findDevice(
  db: Database,
  keyId: string,
  column: 'thumbprint' | 'token_kid' = 'thumbprint',
): Promise<Device | null> {
  const rows = await db
    .selectFrom('devices')
    .innerJoin('facilities', 'facilities.hcode', 'devices.hcode')
    .innerJoin('device_keys', 'device_keys.device_id', 'devices.id')
    .where('devices.id', '=', (named) =>
      named.selectFrom('device_keys as named').where(`named.${column}`, '=', keyId).select('named.device_id'),
    )
    .select(['devices.id', 'devices.hcode', 'region', 'training', 'status'])
    .select(['thumbprint', 'public_key', 'retired_at'])
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  const { id, hcode, region, training, status } = first;
  const keys = new Map(
    rows.map((row) => [row.thumbprint, { publicKey: row.public_key, retiredAt: row.retired_at }]),
  );
  return { id, keys, hcode, region, training, revoked: status === 'revoked' };
}

/** @throws DEVICE_UNKNOWN, also for a key it has given up; DEVICE_REVOKED */
export function assertInUse(device: Device | null, keyId: string): asserts device is Device {
  if (device === null || device.keys.get(keyId)?.retiredAt !== null) throw new KioskError('DEVICE_UNKNOWN');
  if (device.revoked) throw new KioskError('DEVICE_REVOKED');
}
