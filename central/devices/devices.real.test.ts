import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { registerDeviceResponseSchema } from '../../contract/index.ts';
import { createTestDevice, errorOf, startTestCentre, type TestCentre } from '../testing/index.ts';
import { demoFacility } from './demo.ts';
import { revokeDevice } from './revoke.ts';

const DAY_MS = 86_400_000;
const REPORT = '/v1/devices/me/report';

describe('registering a device', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  it('answers with the facility, and the same again to the same device', async () => {
    const device = await createTestDevice(centre, { register: false });
    const first = await device.registerWith(device.provisioning);
    const again = await device.registerWith(device.provisioning);
    expect(first.status).toBe(200);
    expect(again.status).toBe(200);
    const answer = registerDeviceResponseSchema.parse(await first.json());
    expect(answer).toMatchObject({ deviceId: device.id, deviceName: 'test device', facility: demoFacility });
    expect({ ...registerDeviceResponseSchema.parse(await again.json()), now: answer.now }).toEqual(answer);
  });

  it('refuses a code that another device has used', async () => {
    const owner = await createTestDevice(centre);
    const other = await createTestDevice(centre, { register: false });
    const response = await other.registerWith(owner.provisioning);
    expect(response.status).toBe(403);
    expect(await errorOf(response)).toEqual({
      code: 'PROVISIONING_INVALID',
      details: { reason: 'code-used' },
    });
    expect((await other.call('GET', REPORT, { authorization: 'DPoP x' })).status).toBe(401);
  });

  it('lets one of ten devices have the code when all ask at once', async () => {
    const owner = await createTestDevice(centre, { register: false });
    const others = await Promise.all(
      Array.from({ length: 9 }, () => createTestDevice(centre, { register: false })),
    );
    const answers = await Promise.all(
      [owner, ...others].map((device) => device.registerWith(owner.provisioning)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 403)).toHaveLength(9);
  });

  it('refuses a code nobody gave out, and one that is too old', async () => {
    const device = await createTestDevice(centre, { register: false });
    const unknown = await device.registerWith({ activationCode: 'made-up' });
    expect((await errorOf(unknown)).details).toEqual({ reason: 'unknown-code' });

    const yesterday = new Date(Date.now() - DAY_MS);
    await centre.db
      .updateTable('activations')
      .set({ expires_at: yesterday })
      .where('device_id', 'is', null)
      .execute();
    const expired = await device.registerWith(device.provisioning);
    expect((await errorOf(expired)).details).toEqual({
      reason: 'expired',
      date: yesterday.toISOString().slice(0, 10),
    });
  });

  it('refuses a key that is not the one of the proof', async () => {
    const device = await createTestDevice(centre, { register: false });
    const other = await createTestDevice(centre, { register: false });
    const response = await device.call('POST', '/v1/devices', {
      dpop: await device.signProof('POST', '/v1/devices'),
      body: JSON.stringify({
        activationCode: device.provisioning.activationCode,
        publicKey: other.publicJwk,
        software: 'test',
      }),
    });
    expect(response.status).toBe(401);
    expect((await errorOf(response)).details).toEqual({ reason: 'proof' });
  });

  it('keeps a revoked device out, also when it registers anew', async () => {
    const device = await createTestDevice(centre);
    await device.accessToken();
    expect(await revokeDevice(centre, device.id, 'stolen')).toBe(true);
    expect(await revokeDevice(centre, device.id, 'stolen')).toBe(false);
    const report = await device.call('GET', REPORT);
    expect(report.status).toBe(403);
    expect((await errorOf(report)).code).toBe('DEVICE_REVOKED');
    expect((await errorOf(await device.registerWith(device.provisioning))).code).toBe('DEVICE_REVOKED');
  });
});

describe('the proof of a call', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  it('is good once', async () => {
    const device = await createTestDevice(centre);
    const dpop = await device.proof('GET', REPORT);
    expect((await device.call('GET', REPORT, { dpop })).status).toBe(200);
    const replayed = await device.call('GET', REPORT, { dpop });
    expect(replayed.status).toBe(401);
    expect(replayed.headers.get('www-authenticate')).toContain('invalid_dpop_proof');
    expect((await errorOf(replayed)).details).toEqual({ reason: 'proof-replayed' });
  });

  it.each([
    ['another method', { method: 'POST' }],
    ['another path', { url: 'http://127.0.0.1:1/v1/devices/me/report' }],
    ['an address that is none', { url: 'nonsense' }],
  ])('is refused for %s', async (_what, changes) => {
    const device = await createTestDevice(centre);
    const response = await device.call('GET', REPORT, { dpop: await device.proof('GET', REPORT, changes) });
    expect(response.status).toBe(401);
    expect(await errorOf(response)).toEqual({ code: 'REQUEST_INVALID', details: { reason: 'proof' } });
  });

  it('is refused when it is missing or no JWT', async () => {
    const response = await fetch(centre.url + REPORT);
    expect(response.status).toBe(401);
    const device = await createTestDevice(centre);
    expect((await device.call('GET', REPORT, { dpop: 'a.b.c' })).status).toBe(401);
  });

  it.each([-10, 10])('names a clock that is %i minutes off', async (minutes) => {
    const device = await createTestDevice(centre);
    const iat = Math.floor(Date.now() / 1000) + minutes * 60;
    const response = await device.call('GET', REPORT, { dpop: await device.proof('GET', REPORT, { iat }) });
    expect(response.status).toBe(401);
    expect(await errorOf(response)).toEqual({ code: 'CLOCK_WRONG', details: { minutes: 10 } });
  });

  it('is accepted from a clock that is four minutes off', async () => {
    const device = await createTestDevice(centre);
    const iat = Math.floor(Date.now() / 1000) - 240;
    const response = await device.call('GET', REPORT, { dpop: await device.proof('GET', REPORT, { iat }) });
    expect(response.status).toBe(200);
  });
});
