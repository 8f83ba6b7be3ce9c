import { KioskError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';
import { personHash, transactionCodeHash } from '../keys/index.ts';
import { countToken, findOrAddPerson } from '../reports/index.ts';
import { insertToken } from '../tokens/index.ts';
import type { OpenedRecord } from './open-record.ts';

export type Stored = { isNew: boolean; receivedAt: Date };

/**
 * Stores a record and all that follows from it in one transaction: its envelope as it came, person, token and
 * counts. The very same record again changes nothing, however many arrive at once.
 *
 * @throws REQUEST_INVALID {reason: 'record-differs' | 'facility' | 'token-known'}
 */
export function storeRecord(
  { db, keys, now }: CentreContext,
  device: Device,
  { record, token, sha256, jws }: OpenedRecord & { jws: string },
): Promise<Stored> {
  const { training } = device;
  const receivedAt = now();
  return db.transaction().execute(async (transaction) => {
    const region = await regionOf(transaction, device, record.hcode);
    const inserted = await transaction
      .insertInto('records')
      .values({
        id: record.recordId,
        sha256,
        device_id: device.id,
        hcode: record.hcode,
        training,
        created_at: new Date(record.createdAt),
        received_at: receivedAt,
      })
      .onConflict((known) => known.column('id').doNothing())
      .executeTakeFirstOrThrow();
    if (inserted.numInsertedOrUpdatedRows === 0n) return findSame(transaction, record.recordId, sha256);

    await transaction.insertInto('envelopes').values({ record_id: record.recordId, jws }).execute();
    const person = training
      ? null
      : await findOrAddPerson(transaction, personHash(keys, record.identity.cid));
    const isNewToken = await insertToken(transaction, {
      claims: token,
      recordId: record.recordId,
      personId: person?.id ?? null,
      training,
      transactionCodeHash: transactionCodeHash(keys, token.jti, record.token.transactionCode),
    });
    if (!isNewToken) throw new KioskError('REQUEST_INVALID', { reason: 'token-known' });
    if (person !== null) {
      await countToken(transaction, {
        person,
        deviceId: device.id,
        hcode: record.hcode,
        region,
        at: new Date(record.createdAt),
      });
    }
    return { isNew: true, receivedAt };
  });
}

async function findSame(db: Database, recordId: string, sha256: string): Promise<Stored> {
  const known = await db
    .selectFrom('records')
    .where('id', '=', recordId)
    .select(['sha256', 'received_at'])
    .executeTakeFirstOrThrow();
  if (known.sha256 !== sha256) throw new KioskError('REQUEST_INVALID', { reason: 'record-differs' });
  return { isNew: false, receivedAt: known.received_at };
}

/** A device may bring records of the facility it belongs to, and of those it belonged to when it made them. */
async function regionOf(db: Database, device: Device, hcode: string): Promise<number> {
  if (hcode === device.hcode) return device.region;
  const former = await db
    .selectFrom('activations')
    .innerJoin('facilities', 'facilities.hcode', 'activations.hcode')
    .where('device_id', '=', device.id)
    .where('activations.hcode', '=', hcode)
    .select('region')
    .executeTakeFirst();
  if (former === undefined) throw new KioskError('REQUEST_INVALID', { reason: 'facility' });
  return former.region;
}
