import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, exportJWK, generateKeyPair, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MAX_RECORD_BYTES, RECEIPT_TYPE, receiptClaimsSchema } from '../../contract/index.ts';
import {
  citizenId,
  createTestDevice,
  errorOf,
  readNationalReport,
  receiptOf,
  startTestCentre,
  type TestCentre,
  type TestDevice,
} from '../testing/index.ts';

describe('the intake of records', () => {
  let centre: TestCentre;
  let device: TestDevice;
  beforeAll(async () => {
    centre = await startTestCentre();
    device = await createTestDevice(centre);
  });
  afterAll(() => centre.stop());

  const countOf = async (table: 'records' | 'envelopes' | 'tokens') => {
    const { count } = await centre.db
      .selectFrom(table)
      .select((is) => is.fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const tokensCounted = async () => (await readNationalReport(centre)).national.tokens;

  it('answers a new record with a receipt that the published key verifies', async () => {
    const { sealed } = await device.enroll();
    const response = await device.put(sealed.recordId, sealed.jws);
    expect(response.status).toBe(201);
    const receipt = await receiptOf(response);
    const jwks = (await (await fetch(`${centre.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
    const { payload } = await jwtVerify(receipt, createLocalJWKSet(jwks), { typ: RECEIPT_TYPE });
    expect(receiptClaimsSchema.parse(payload)).toMatchObject({
      recordId: sealed.recordId,
      sha256: sealed.sha256,
      deviceId: device.id,
    });
  });

  it('takes the very same record again as a success, with the first time of receipt', async () => {
    const { sealed } = await device.enroll();
    const first = await device.put(sealed.recordId, sealed.jws);
    const before = await tokensCounted();
    const again = await device.put(sealed.recordId, sealed.jws);
    expect([first.status, again.status]).toEqual([201, 409]);
    const claims = async (response: Response) => (await receiptOf(response)).split('.')[1];
    expect(await claims(again)).toBe(await claims(first));
    expect(await tokensCounted()).toBe(before);
  });

  it('makes one row and one count of twenty deliveries at once', async () => {
    const before = { records: await countOf('records'), tokens: await tokensCounted() };
    const { sealed } = await device.enroll({ cid: citizenId(20) });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => device.put(sealed.recordId, sealed.jws)),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(19);
    expect(await countOf('records')).toBe(before.records + 1);
    expect(await countOf('envelopes')).toBe(before.records + 1);
    expect(await tokensCounted()).toBe(before.tokens + 1);
  });

  it('refuses another record under a known id', async () => {
    const first = await device.enrollAndSend();
    const other = await device.enroll({ recordId: first.sealed.recordId });
    const response = await device.put(other.sealed.recordId, other.sealed.jws);
    expect(response.status).toBe(422);
    expect(await errorOf(response)).toEqual({
      code: 'REQUEST_INVALID',
      details: { reason: 'record-differs' },
    });
  });

  it('refuses a second record with a known token', async () => {
    const first = await device.enrollAndSend();
    const before = await countOf('records');
    const other = await device.enroll({ token: { jti: first.tokenId } });
    const response = await device.put(other.sealed.recordId, other.sealed.jws);
    expect((await errorOf(response)).details).toEqual({ reason: 'token-known' });
    expect(await countOf('records')).toBe(before);
  });

  it('counts nothing of a record that can’t be stored', async () => {
    const first = await device.enrollAndSend();
    const before = {
      tokens: await tokensCounted(),
      persons: (await readNationalReport(centre)).national.persons,
    };
    const cid = citizenId(77);
    const other = await device.enroll({ cid, token: { jti: first.tokenId } });
    expect((await device.put(other.sealed.recordId, other.sealed.jws)).status).toBe(422);
    const { tokens, persons } = (await readNationalReport(centre)).national;
    expect({ tokens, persons }).toEqual(before);
    expect((await device.enrollAndSend({ cid })).status).toBe(201);
    expect((await readNationalReport(centre)).national.persons).toBe(before.persons + 1);
  });

  it('keeps the envelope as it came, and no citizen ID anywhere', async () => {
    const cid = citizenId(4711);
    const { sealed } = await device.enrollAndSend({ cid });
    const { jws } = await centre.db
      .selectFrom('envelopes')
      .where('record_id', '=', sealed.recordId)
      .select('jws')
      .executeTakeFirstOrThrow();
    expect(jws).toBe(sealed.jws);
    for (const table of [
      'records',
      'envelopes',
      'tokens',
      'persons',
      'person_scopes',
      'daily_counts',
    ] as const) {
      const rows = await centre.db.selectFrom(table).selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(cid);
    }
  });

  it('refuses a record that was changed on the way', async () => {
    const { sealed } = await device.enroll();
    const [header = '', payload = '', signature = ''] = sealed.jws.split('.');
    const changed = payload.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const response = await device.put(sealed.recordId, [header, changed, signature].join('.'));
    expect(response.status).toBe(422);
    expect((await errorOf(response)).details).toEqual({ reason: 'signature' });
  });

  it('refuses a record that another device signed', async () => {
    const other = await createTestDevice(centre);
    const { sealed } = await other.enroll();
    const response = await device.put(sealed.recordId, sealed.jws);
    expect((await errorOf(response)).details).toEqual({ reason: 'signature' });
  });

  it('refuses a record sealed to another key', async () => {
    const recordId = randomUUID();
    const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
    const right = device.provisioning.centre.sealingKey;
    device.provisioning.centre.sealingKey = {
      ...(await exportJWK(publicKey)),
      kty: 'EC',
      alg: 'ECDH-ES',
    };
    const sealed = await device.seal(recordId, {});
    device.provisioning.centre.sealingKey = right;
    const response = await device.put(recordId, sealed.jws);
    expect((await errorOf(response)).details).toEqual({ reason: 'encryption' });
  });

  it('refuses what is inside when it is no record', async () => {
    const recordId = randomUUID();
    const { record } = await device.enroll({ recordId });
    const sealed = await device.seal(recordId, { ...record, identity: { cid: 'nonsense' } });
    const response = await device.put(recordId, sealed.jws);
    expect(await errorOf(response)).toEqual({ code: 'REQUEST_INVALID', details: { reason: 'content' } });
  });

  it.each([
    ['id', { recordId: randomUUID() }, 'record-id'],
    ['device', { deviceId: 'another' }, 'device'],
    ['facility', { hcode: '10867' }, 'token'],
    [
      'level',
      { decision: { level: '2.3', levelPending: null, rule: 'x', policyVersion: '2026-1' } },
      'token',
    ],
  ])('refuses a record whose %s inside is not the one outside', async (_what, change, reason) => {
    const { record } = await device.enroll();
    const recordId = record.recordId;
    const sealed = await device.seal(recordId, { ...record, ...change });
    const response = await device.put(recordId, sealed.jws);
    expect(response.status).toBe(422);
    expect((await errorOf(response)).details).toEqual({ reason });
  });

  it('refuses a facility the device never belonged to', async () => {
    const { sealed } = await device.enroll({ hcode: '10867' });
    const response = await device.put(sealed.recordId, sealed.jws);
    expect((await errorOf(response)).details).toEqual({ reason: 'facility' });
  });

  it('takes records of the former facility after the device has moved', async () => {
    const moving = await createTestDevice(centre);
    const before = await moving.enroll();
    const { provisioning } = await createTestDevice(centre, {
      facility: {
        hcode: '10867',
        nameTh: 'ก',
        nameEn: 'A',
        province: 'ตาก',
        amphoe: 'ข',
        region: 2,
      },
      register: false,
    });
    expect((await moving.registerWith(provisioning)).status).toBe(200);
    expect((await moving.put(before.sealed.recordId, before.sealed.jws)).status).toBe(201);
    expect((await moving.enrollAndSend({ hcode: '10867' })).status).toBe(201);
  });

  it('refuses unknown and revoked devices and says which', async () => {
    const unknown = await createTestDevice(centre, { register: false });
    const { sealed } = await unknown.enroll();
    const fromUnknown = await unknown.put(sealed.recordId, sealed.jws);
    expect(fromUnknown.status).toBe(401);
    expect((await errorOf(fromUnknown)).code).toBe('DEVICE_UNKNOWN');

    const revoked = await createTestDevice(centre);
    await centre.db.updateTable('devices').set({ status: 'revoked' }).where('id', '=', revoked.id).execute();
    const own = await revoked.enroll();
    const fromRevoked = await revoked.put(own.sealed.recordId, own.sealed.jws);
    expect(fromRevoked.status).toBe(403);
    expect((await errorOf(fromRevoked)).code).toBe('DEVICE_REVOKED');
  });

  it('refuses a record that is too large, and another kind of body', async () => {
    const recordId = randomUUID();
    const large = await device.put(recordId, 'x'.repeat(MAX_RECORD_BYTES + 1));
    expect(large.status).toBe(413);
    expect((await errorOf(large)).details).toEqual({ reason: 'too-large' });
    const html = await device.call('PUT', `/v1/records/${recordId}`, { body: 'x', type: 'text/html' });
    expect(html.status).toBe(415);
  });

  it('counts nothing of a training device', async () => {
    const training = await createTestDevice(centre, { training: true });
    const before = await readNationalReport(centre);
    const { status, tokenId } = await training.enrollAndSend({ cid: citizenId(77) });
    expect(status).toBe(201);
    const after = await readNationalReport(centre);
    expect(after.national).toEqual(before.national);
    const token = await centre.db
      .selectFrom('tokens')
      .where('jti', '=', tokenId)
      .selectAll()
      .executeTakeFirstOrThrow();
    expect(token).toMatchObject({ training: true, person_id: null });
  });

  it('counts nothing of what a kiosk made in training and brings when it is in service', async () => {
    const moving = await createTestDevice(centre, { training: true });
    const practice = await moving.enroll({ cid: citizenId(78), training: true });
    const { provisioning } = await createTestDevice(centre, { register: false });
    expect((await moving.registerWith(provisioning)).status).toBe(200);
    const before = await readNationalReport(centre);
    expect((await moving.put(practice.sealed.recordId, practice.sealed.jws)).status).toBe(201);
    expect((await readNationalReport(centre)).national).toEqual(before.national);
    const stored = await centre.db
      .selectFrom('tokens')
      .innerJoin('records', 'records.id', 'tokens.record_id')
      .where('jti', '=', practice.tokenId)
      .select(['tokens.training as token', 'records.training as record', 'person_id'])
      .executeTakeFirstOrThrow();
    expect(stored).toEqual({ token: true, record: true, person_id: null });
    expect((await moving.enrollAndSend({ cid: citizenId(79) })).status).toBe(201);
    expect((await readNationalReport(centre)).national).not.toEqual(before.national);
  });
});
