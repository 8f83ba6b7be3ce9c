import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  JOSE_LINES_CONTENT_TYPE,
  MAX_BATCH_BYTES,
  type RecordAnswer,
  recordsResponseSchema,
  type SealedRecord,
} from '../../contract/index.ts';
import { createMonths } from '../database/index.ts';
import { findDevice } from '../devices/index.ts';
import {
  citizenId,
  createTestDevice,
  errorOf,
  readNationalReport,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';
import { importFile } from './import-file.ts';
import { createRecordStore } from './record-store.ts';
import { takeRecord } from './take-record.ts';

describe('the intake of records together', () => {
  let centre: TestCentre;
  let device: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
  });
  afterAll(() => centre.stop());

  const post = (body: string) => device.call('POST', '/v1/records', { body, type: JOSE_LINES_CONTENT_TYPE });
  const send = async (records: readonly SealedRecord[]): Promise<RecordAnswer[]> => {
    const response = await post(records.map(({ jws }) => jws).join('\n'));
    return recordsResponseSchema.parse(await response.json()).answers;
  };
  const seal = async (count: number): Promise<SealedRecord[]> => {
    const visits = Array.from({ length: count }, (_, citizen) => device.enroll({ cid: citizenId(citizen) }));
    return (await Promise.all(visits)).map(({ sealed }) => sealed);
  };
  const tokensCounted = async () => (await readNationalReport(centre)).national.tokens;
  const statuses = (answers: RecordAnswer[]) => answers.map(({ status }) => status);

  it('answers for each record, in order, and counts each once', async () => {
    const before = await tokensCounted();
    const records = await seal(20);
    const answers = await send(records);
    expect(statuses(answers)).toEqual(records.map(() => 201));
    const receipts = answers.map((answer) => ('receipt' in answer ? answer.receipt.split('.')[1] : ''));
    const ids = receipts.map(
      (claims) => JSON.parse(Buffer.from(claims ?? '', 'base64url').toString()).recordId,
    );
    expect(ids).toEqual(records.map(({ recordId }) => recordId));
    expect(await tokensCounted()).toBe(before + 20);
  });

  it('takes the others when some are poisoned', async () => {
    const before = await tokensCounted();
    const good = await seal(4);
    const poisoned = await device.seal(randomUUID(), { not: 'a record' });
    const { tokenJws } = await device.enrollAndSend();
    const usedToken = await device.enroll({ tokenJws });
    const lines = [good[0], poisoned, good[1], { jws: 'nonsense' }, good[2], usedToken.sealed, good[3]];
    const answers = await send(lines.filter((line) => line !== undefined) as SealedRecord[]);
    expect(statuses(answers)).toEqual([201, 422, 201, 422, 201, 422, 201]);
    expect(await tokensCounted()).toBe(before + 5);
  });

  it('answers as it would one by one when a record comes twice in a call, and in a later one', async () => {
    const [record] = await seal(1);
    if (record === undefined) throw new Error('no record');
    expect(statuses(await send([record, record])).sort()).toEqual([201, 409]);
    expect(statuses(await send([record]))).toEqual([409]);
  });

  it('keeps the envelopes by the month of their receipt', async () => {
    const [record] = await seal(1);
    if (record === undefined) throw new Error('no record');
    await send([record]);
    const partition = `envelopes_${centre.now().toISOString().slice(0, 7).replace('-', '_')}`;
    const { rows } = await sql<{ partition: string }>`
      select tableoid::regclass::text as partition from envelopes where record_id = ${record.recordId}
    `.execute(centre.db);
    expect(rows).toEqual([{ partition }]);
  });

  it('makes one partition of a month whose first records come to several processes at once', async () => {
    const months = Array.from({ length: 8 }, () => createMonths(centre.db));
    const at = new Date('2031-05-31T23:59:59.999Z');
    await Promise.all(months.map((addMonth) => addMonth(at)));
    const { rows } = await sql<{ name: string | null }>`
      select to_regclass('envelopes_2031_05')::text as name`.execute(centre.db);
    expect(rows).toEqual([{ name: 'envelopes_2031_05' }]);
  });

  it('turns away what is too large for one call', async () => {
    const response = await post('x'.repeat(MAX_BATCH_BYTES + 1));
    expect(response.status).toBe(413);
    expect(await errorOf(response)).toMatchObject({
      code: 'REQUEST_INVALID',
      details: { reason: 'too-large' },
    });
  });

  it('takes a file that a kiosk exported, once, before or after the same records come online', async () => {
    const { db, keys, now } = centre;
    const context = { db, keys, now };
    const records = await seal(3);
    await send(records.slice(0, 1));
    const file = join(centre.directory, 'pending.jose');
    writeFileSync(file, [...records.map(({ jws }) => jws), 'nonsense'].join('\n'));
    const refused = [{ line: 4, code: 'REQUEST_INVALID', reason: 'signature' }];
    expect(await importFile(context, file)).toEqual({ taken: 2, known: 1, refused });
    expect(await importFile(context, file)).toEqual({ taken: 0, known: 3, refused });
    expect(statuses(await send(records))).toEqual([409, 409, 409]);
  });

  it('gives the same answers when two processes take the same records at once', async () => {
    const before = await tokensCounted();
    const records = await seal(30);
    const { db, keys, now } = centre;
    const context = { db, keys, now };
    const known = await findDevice(db, device.id);
    if (known === null) throw new Error('the device is not registered');
    const processes = [createRecordStore(context), createRecordStore(context)];
    const taken = await Promise.all(
      processes.map((store, turn) =>
        Promise.all(
          (turn === 0 ? records : [...records].reverse()).map(({ recordId, jws }) =>
            takeRecord(context, store, { recordId, jws, device: known }),
          ),
        ),
      ),
    );
    const all = taken.flat().map(({ status }) => status);
    expect(all.filter((status) => status === 201)).toHaveLength(30);
    expect(all.filter((status) => status === 409)).toHaveLength(30);
    expect(await tokensCounted()).toBe(before + 30);
  });
});
