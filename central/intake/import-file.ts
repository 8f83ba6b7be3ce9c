import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { decodeProtectedHeader } from 'jose';
import { KioskError, reportError } from '../../contract/index.ts';
import type { CentreContext } from '../context.ts';
import { findDevice } from '../devices/index.ts';
import { createRecordStore } from './record-store.ts';
import { recordIdOf, takeRecord } from './take-record.ts';

export type Imported = {
  taken: number;
  /** The centre had them already. */
  known: number;
  /** Line numbers, from 1, of what was refused, and the reason. */
  refused: { line: number; code: string; reason: string }[];
};

/**
 * Takes in a file that a kiosk exported: a sealed record a line. Whoever carried it could neither read nor change it,
 * and what the kiosk delivers later once more is known then. A revoked device's file is refused like its calls.
 */
export async function importFile(
  context: Pick<CentreContext, 'db' | 'keys' | 'now'>,
  file: string,
): Promise<Imported> {
  const store = createRecordStore(context);
  const imported: Imported = { taken: 0, known: 0, refused: [] };
  let line = 0;
  for await (const jws of createInterface({ input: createReadStream(file, 'latin1') })) {
    line += 1;
    try {
      const device = await signerOf(context, jws);
      const { status } = await takeRecord(context, store, { jws, recordId: recordIdOf(jws), device });
      if (status === 201) imported.taken += 1;
      else imported.known += 1;
    } catch (fault) {
      const { code, details } = reportError(fault);
      // Not the record's fault: what is left must not be counted as refused.
      if (code === 'INTERNAL') throw fault;
      imported.refused.push({ line, code, reason: String(details?.reason ?? '') });
    }
  }
  return imported;
}

async function signerOf({ db }: Pick<CentreContext, 'db'>, jws: string) {
  const device = await findDevice(db, keyIdOf(jws));
  if (device === null) throw new KioskError('DEVICE_UNKNOWN');
  if (device.revoked) throw new KioskError('DEVICE_REVOKED');
  return device;
}

function keyIdOf(jws: string): string {
  try {
    return decodeProtectedHeader(jws).kid ?? '';
  } catch (cause) {
    throw new KioskError('REQUEST_INVALID', { reason: 'signature' }, { cause });
  }
}
