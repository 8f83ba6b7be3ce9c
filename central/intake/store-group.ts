import { KioskError } from '../../contract/index.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';
import { type CentreKeys, personHash, transactionCodeHash } from '../keys/index.ts';
import { countTokens, findOrAddPersons } from '../reports/index.ts';
import { type IssuedToken, insertTokens } from '../tokens/index.ts';
import type { OpenedRecord } from './open-record.ts';

export type Incoming = OpenedRecord & {
  jws: string;
  device: Device;
  /** Health region of the record's facility. */
  region: number;
  /** Made for practice: it belongs to nobody and counts nowhere. */
  training: boolean;
};

export type Stored = { isNew: boolean; receivedAt: Date };

/**
 * Stores records and all that follows from them: envelopes as they came, persons, tokens and counts. To be run in a
 * transaction: whatever is wrong with one record undoes the group. Of records with one id only one may be in it.
 *
 * @throws REQUEST_INVALID {reason: 'record-differs' | 'token-known'}
 */
export async function storeGroup(
  db: Database,
  { keys, receivedAt }: { keys: CentreKeys; receivedAt: Date },
  group: readonly Incoming[],
): Promise<Map<string, Stored>> {
  // In the order of their keys, here and below: two groups at once never wait for each other in a circle.
  const inOrder = [...group].sort((one, other) => (one.record.recordId < other.record.recordId ? -1 : 1));
  const inserted = await insertRecords(db, inOrder, receivedAt);
  const isNew = ({ record }: Incoming): boolean => inserted.has(record.recordId);
  const fresh = inOrder.filter(isNew);
  const stored = await findSame(
    db,
    inOrder.filter((incoming) => !isNew(incoming)),
  );
  for (const { record } of fresh) stored.set(record.recordId, { isNew: true, receivedAt });
  if (fresh.length === 0) return stored;

  await db
    .insertInto('envelopes')
    .values(fresh.map(({ record, jws }) => ({ record_id: record.recordId, received_at: receivedAt, jws })))
    .execute();
  await insertConsequences(db, { keys, receivedAt }, fresh);
  return stored;
}

async function insertRecords(
  db: Database,
  group: readonly Incoming[],
  receivedAt: Date,
): Promise<Set<string>> {
  const inserted = await db
    .insertInto('records')
    .values(
      group.map(({ record, sha256, device, training }) => ({
        id: record.recordId,
        sha256,
        device_id: device.id,
        hcode: record.hcode,
        training,
        created_at: new Date(record.createdAt),
        received_at: receivedAt,
      })),
    )
    .onConflict((known) => known.column('id').doNothing())
    .returning('id')
    .execute();
  return new Set(inserted.map(({ id }) => id));
}

/** The centre holds these ids already: with the very same content, or else something is wrong. */
async function findSame(db: Database, group: readonly Incoming[]): Promise<Map<string, Stored>> {
  if (group.length === 0) return new Map();
  const known = await db
    .selectFrom('records')
    .where(
      'id',
      'in',
      group.map(({ record }) => record.recordId),
    )
    .select(['id', 'sha256', 'received_at'])
    .execute();
  const byId = new Map(known.map((row) => [row.id, row]));
  return new Map(
    group.map(({ record: { recordId }, sha256 }) => {
      const row = byId.get(recordId);
      if (row?.sha256 !== sha256) throw new KioskError('REQUEST_INVALID', { reason: 'record-differs' });
      return [recordId, { isNew: false, receivedAt: row.received_at }];
    }),
  );
}

/** Persons, tokens and counts. Training records belong to nobody and count nowhere. */
async function insertConsequences(
  db: Database,
  { keys, receivedAt }: { keys: CentreKeys; receivedAt: Date },
  fresh: readonly Incoming[],
): Promise<void> {
  const hashOf = ({ record }: Incoming): Buffer => personHash(keys, record.identity.cid);
  const counting = fresh.filter(({ training }) => !training);
  const persons = await findOrAddPersons(db, counting.map(hashOf));
  const personOf = (incoming: Incoming) => {
    const person = persons.get(hashOf(incoming).toString('hex'));
    if (person === undefined) throw new Error('a person was neither added nor found');
    return person;
  };
  const tokens = fresh.map(
    (incoming): IssuedToken => ({
      claims: incoming.token,
      deviceId: incoming.device.id,
      operatorId: incoming.record.operator.id,
      receivedAt,
      recordId: incoming.record.recordId,
      personId: incoming.training ? null : personOf(incoming).id,
      training: incoming.training,
      transactionCodeHash: transactionCodeHash(
        keys,
        incoming.token.jti,
        incoming.record.token.transactionCode,
      ),
    }),
  );
  const newTokens = await insertTokens(db, tokens);
  if (newTokens.size < tokens.length) throw new KioskError('REQUEST_INVALID', { reason: 'token-known' });
  await countTokens(
    db,
    counting.map((incoming) => ({
      person: personOf(incoming),
      deviceId: incoming.device.id,
      hcode: incoming.record.hcode,
      region: incoming.region,
      operatorId: incoming.record.operator.id,
      at: new Date(incoming.record.createdAt),
    })),
  );
}
