import type { PublicJwk } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';

/** Keys of the devices that a facility has, or had when they signed; none of revoked or training devices. */
export async function facilityKeys(db: Database, hcode: string): Promise<{ keys: PublicJwk[] }> {
  const rows = await db
    .selectFrom('device_keys')
    .innerJoin('devices', 'devices.id', 'device_keys.device_id')
    .where('devices.status', '=', 'active')
    .where('devices.training', '=', false)
    .where('devices.id', 'in', (belonged) =>
      belonged
        .selectFrom('activations')
        .where('activations.hcode', '=', hcode)
        .where('activations.device_id', 'is not', null)
        .select((activation) => activation.ref('activations.device_id').$notNull().as('device_id')),
    )
    .select(['token_kid', 'public_key'])
    .execute();
  return { keys: rows.map((row) => ({ ...row.public_key, kid: row.token_kid, use: 'sig', alg: 'ES256' })) };
}
