import { decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { KioskError, RECEIPT_TYPE, type ReceiptClaims } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import type { Database } from '../database/index.ts';
import type { Device } from '../devices/index.ts';
import { signAsCentre } from '../keys/index.ts';
import { openRecord } from './open-record.ts';
import type { StoreRecord } from './record-store.ts';

export type TakenRecord = { status: 201 | 409; receipt: string };

/**
 * Takes a record in: opens, stores, signs for it. The very same record again changes nothing, however many arrive at
 * once.
 *
 * @throws REQUEST_INVALID {reason}, and what the database gives
 */
export async function takeRecord(
  { db, keys }: Pick<CentreContext, 'db' | 'keys'>,
  store: StoreRecord,
  { jws, recordId, device }: { jws: string; recordId: string; device: Device },
): Promise<TakenRecord> {
  const opened = await openRecord(jws, { recordId, device, keys });
  const region = await regionOf(db, device, opened.record.hcode);
  // A machine that goes from training into service brings what it made before; older programs do not say it in the record.
  const training = device.training || opened.record.training === true;
  const { isNew, receivedAt } = await store({ ...opened, jws, device, region, training });
  const receipt = await signAsCentre(keys, RECEIPT_TYPE, {
    recordId,
    sha256: opened.sha256,
    deviceId: device.id,
    receivedAt: receivedAt.toISOString(),
  } satisfies ReceiptClaims);
  return { status: isNew ? 201 : 409, receipt };
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

/** As the record's header says; what it says is checked when the record is opened. */
export function recordIdOf(jws: string): string {
  try {
    return z.uuid().parse(decodeProtectedHeader(jws).rid);
  } catch {
    // Nobody's id: opening the record then tells what is wrong with it.
    return '';
  }
}
