import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NEW_KEY_TYPE } from '../../contract/index.ts';
import {
  auditEventsOf,
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  type TestCentre,
} from '../testing/index.ts';
import { demoFacility } from './demo.ts';
import { makeNonce } from './server-nonce.ts';

const REPORT = '/v1/devices/me/report';

describe('the access token of a device', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  it('is asked for with the centre’s nonce, which a first try brings', async () => {
    const device = await createTestDevice(centre);
    const first = await device.askToken({ proof: { nonce: 'made-up' } });
    expect(first.status).toBe(400);
    expect(await first.json()).toMatchObject({ error: 'use_dpop_nonce' });
    const nonce = first.headers.get('dpop-nonce') ?? '';
    const second = await device.askToken({ proof: { nonce } });
    expect(await second.json()).toMatchObject({ token_type: 'DPoP', expires_in: 600 });
  });

  it('is bound to the device’s key: nobody else can use it', async () => {
    const [owner, thief] = [await createTestDevice(centre), await createTestDevice(centre)];
    const stolen = await owner.accessToken();
    const dpop = await thief.proof('GET', REPORT, { accessToken: stolen });
    const response = await thief.call('GET', REPORT, { authorization: `DPoP ${stolen}`, dpop });
    expect(response.status).toBe(401);
    expect((await errorOf(response)).details).toEqual({ reason: 'access-token' });
  });

  it('must be named by the proof, and be there', async () => {
    const device = await createTestDevice(centre);
    const dpop = await device.proof('GET', REPORT, { accessToken: 'another' });
    expect((await errorOf(await device.call('GET', REPORT, { dpop }))).details).toEqual({ reason: 'proof' });
    const without = await device.call('GET', REPORT, { authorization: '' });
    expect(without.headers.get('www-authenticate')).toContain('invalid_token');
  });

  it('is over after ten minutes', async () => {
    const device = await createTestDevice(centre);
    const token = await device.accessToken();
    centre.moveClock(11 * 60_000);
    const dpop = await device.proof('GET', REPORT, { accessToken: token });
    const late = await device.call('GET', REPORT, { authorization: `DPoP ${token}`, dpop });
    centre.moveClock(-11 * 60_000);
    expect((await errorOf(late)).details).toEqual({ reason: 'access-token' });
  });

  it('is refused for an old nonce with a new one in the answer', async () => {
    const device = await createTestDevice(centre);
    const dpop = await device.proof('GET', REPORT, { nonce: makeNonce(centre.keys, 'dpop', new Date(0)) });
    const response = await device.call('GET', REPORT, { dpop });
    expect(response.headers.get('www-authenticate')).toContain('use_dpop_nonce');
    const nonce = response.headers.get('dpop-nonce') ?? '';
    const again = await device.call('GET', REPORT, { dpop: await device.proof('GET', REPORT, { nonce }) });
    expect(again.status).toBe(200);
  });

  it('is not given for an assertion by another key or for another service', async () => {
    const [device, other] = [await createTestDevice(centre), await createTestDevice(centre)];
    const link = { from: null, to: 'a-link-long-enough' };
    const foreign = await device.askToken({ assertion: await other.assertion(link) });
    expect(await foreign.json()).toMatchObject({ error: 'invalid_client' });
    const noChain = await device.askToken({ assertion: await device.assertion({ from: null, to: '' }) });
    expect(noChain.status).toBe(401);
  });
});

describe('a device over time', () => {
  let centre: TestCentre;
  beforeAll(async () => {
    centre = await startTestCentre();
  });
  afterAll(() => centre.stop());

  it('is noticed when its disk was copied, and not when an answer got lost', async () => {
    const device = await createTestDevice(centre, { register: false });
    await device.registerWith(device.provisioning);
    const links = ['first', 'second', 'third'].map((name) => `${name}-link-of-this-chain`);
    const [first = '', second = '', third = ''] = links;
    for (const chain of [
      { from: null, to: first },
      { from: null, to: first },
      { from: first, to: second },
    ])
      expect((await device.askToken({ chain })).status).toBe(200);
    expect(await auditEventsOf(centre, device.id)).toEqual(['device.registered']);
    expect((await device.askToken({ chain: { from: first, to: third } })).status).toBe(200);
    expect(await auditEventsOf(centre, device.id)).toEqual(['device.registered', 'device.copy-noticed']);
    const row = await centre.db
      .selectFrom('devices')
      .where('id', '=', device.id)
      .select('copied_at')
      .executeTakeFirstOrThrow();
    expect(row.copied_at).not.toBeNull();
  });

  it('changes its key: the id stays, calls with the old key end, and what it signed stays good', async () => {
    const device = await createTestDevice(centre);
    const before = await device.enroll();
    const keyPair = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(keyPair.publicKey);
    const proof = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', typ: NEW_KEY_TYPE, jwk })
      .setAudience(centre.url)
      .setSubject(device.id)
      .setIssuedAt()
      .sign(keyPair.privateKey);
    const body = JSON.stringify({ proof });
    expect((await device.call('POST', '/v1/devices/me/keys', { body })).status).toBe(200);
    expect((await errorOf(await device.call('GET', REPORT))).code).toBe('DEVICE_UNKNOWN');

    const renewed = await createTestDevice(centre, { register: false, keyPair });
    expect((await renewed.call('GET', REPORT)).status).toBe(200);
    const { recordId, jws } = before.sealed;
    expect((await renewed.put(recordId, jws)).status).toBe(201);
    expect((await auditEventsOf(centre, device.id)).slice(0, 2)).toEqual([
      'device.registered',
      'device.key-changed',
    ]);
    const holder = await createTestHolder(centre);
    expect((await holder.claim(before)).status).toBe(200);
    const late = await device.enroll({ token: { iat: Math.floor(Date.now() / 1000) + 60 } });
    expect((await errorOf(await holder.claim(late))).code).toBe('TOKEN_INVALID');
  });

  it('moves to another facility with records of the former one still to send', async () => {
    const device = await createTestDevice(centre);
    const pending = await device.enroll();
    const there = { ...demoFacility, hcode: '00001' };
    const { provisioning } = await centre.provisionDevice({
      ...{ facility: there, deviceName: 'moved', staff: [], policyVersion: '2026-1', training: false },
    });
    expect((await device.registerWith(provisioning)).status).toBe(200);
    expect((await device.put(pending.sealed.recordId, pending.sealed.jws)).status).toBe(201);
    expect(await auditEventsOf(centre, device.id)).toEqual(['device.registered', 'device.moved']);
  });

  it('publishes its keys: jose alone verifies a provisional token with them', async () => {
    const device = await createTestDevice(centre);
    const { tokenJws } = await device.enroll();
    const keySet = createRemoteJWKSet(new URL(`${centre.url}/v1/facilities/00000/jwks.json`));
    const { payload } = await jwtVerify(tokenJws, keySet, { typ: 'kt+jwt', algorithms: ['ES256'] });
    expect(payload.fac).toBe('00000');
    const [header, , signature] = tokenJws.split('.');
    const raised = Buffer.from(JSON.stringify({ ...payload, lvl: '2.3' })).toString('base64url');
    await expect(jwtVerify([header, raised, signature].join('.'), keySet)).rejects.toThrow('signature');
  });

  it('publishes no key of a training kiosk: nobody takes its tokens for real', async () => {
    const training = await createTestDevice(centre, { training: true });
    const { tokenJws } = await training.enroll();
    const keySet = createRemoteJWKSet(new URL(`${centre.url}/v1/facilities/00000/jwks.json`));
    await expect(jwtVerify(tokenJws, keySet)).rejects.toThrow('no applicable key');
  });
});
