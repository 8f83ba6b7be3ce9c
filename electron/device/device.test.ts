import { generateKeyPair } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  KioskError,
  PROVISIONING_TYPE,
  type Provisioning,
  type PublicJwk,
  type RegisterDeviceRequest,
  type RegisterDeviceResponse,
} from '../../contract/index.ts';
import type { AuditEntry } from '../audit/index.ts';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { createDevice, readProvisioning } from './index.ts';
import { createTestIssuer, type TestIssuer, testFacility } from './testing.ts';

const now = new Date('2026-11-22T03:00:00Z');
const facility = testFacility;

let publicKey: PublicJwk;
let claims: Provisioning;
let fileOf: TestIssuer['fileOf'];

beforeAll(async () => {
  ({ publicKey, claims, fileOf } = await createTestIssuer());
});

const invalid = (reason: string, details = {}) =>
  expect.objectContaining({
    code: 'PROVISIONING_INVALID',
    details: expect.objectContaining({ reason, ...details }),
  });

describe('a provisioning file', () => {
  it('is taken as the centre signed it', async () => {
    expect(await readProvisioning(await fileOf(claims), now)).toEqual(claims);
  });

  it('is refused when it was signed with a key it does not name', async () => {
    const stranger = await generateKeyPair('ES256');
    const file = await fileOf(claims, PROVISIONING_TYPE, stranger.privateKey);
    await expect(readProvisioning(file, now)).rejects.toEqual(invalid('signature'));
  });

  it('is refused when one word was altered', async () => {
    const [head, , signature] = JSON.parse(await fileOf(claims)).provisioning.split('.');
    const altered = Buffer.from(JSON.stringify({ ...claims, training: false })).toString('base64url');
    const file = JSON.stringify({ provisioning: [head, altered, signature].join('.') });
    await expect(readProvisioning(file, now)).rejects.toEqual(invalid('signature'));
  });

  it('is refused when a field is missing, which it names', async () => {
    const file = await fileOf({ ...claims, facility: undefined });
    await expect(readProvisioning(file, now)).rejects.toEqual(invalid('content', { field: 'facility' }));
  });

  it.each([
    ['it is over', async () => fileOf({ ...claims, expiresAt: '2026-11-22T03:00:00.000Z' }), 'expired'],
    ['it was signed for something else', async () => fileOf(claims, 'kiosk-receipt+jwt'), 'other-file'],
    ['it is not JSON', async () => 'hello', 'other-file'],
    ['it is not signed', async () => '{"provisioning": "hello"}', 'other-file'],
  ])('is refused when %s', async (_why, file, reason) => {
    await expect(readProvisioning(await file(), now)).rejects.toEqual(invalid(reason));
  });
});

describe('the device', () => {
  let vault: TestVault;
  let entries: AuditEntry[];
  let asked: RegisterDeviceRequest[];
  let answer: () => Promise<RegisterDeviceResponse>;

  beforeEach(() => {
    vault = openTestVault();
    entries = [];
    asked = [];
    answer = async () => ({
      deviceId: 'thumb',
      deviceName: 'จุดบริการ 2',
      facility: { ...facility, hcode: '10868' },
      now: now.toISOString(),
    });
  });
  afterEach(() => vault.remove());

  const device = (deviceId = 'thumb') =>
    createDevice({
      settings: vault.settings,
      provisioning: claims,
      deviceId,
      publicKey,
      software: 'kiosk 0.1.0',
      registerDevice: (request) => {
        asked.push(request);
        return answer();
      },
      audit: (entry) => entries.push(entry),
      now: () => now,
    });

  it('registers once, and knows it after a restart', async () => {
    expect(device().isRegistered()).toBe(false);
    expect(device().facility().hcode).toBe('10867');
    await device().register();
    vault = vault.reopen();
    const again = device();
    await again.register();
    expect(asked).toEqual([{ activationCode: 'abc', publicKey, software: 'kiosk 0.1.0' }]);
    expect(again.isRegistered()).toBe(true);
    expect([again.facility().hcode, again.deviceName()]).toEqual(['10868', 'จุดบริการ 2']);
    expect(entries).toEqual([
      { actor: 'kiosk', event: 'device.registered', subject: 'thumb', details: { hcode: '10868' } },
    ]);
  });

  it('stays unregistered when the centre is away, and registers later', async () => {
    const there = answer;
    answer = async () => {
      throw new KioskError('CENTRE_UNREACHABLE');
    };
    const kiosk = device();
    await expect(kiosk.register()).rejects.toMatchObject({ code: 'CENTRE_UNREACHABLE' });
    expect(kiosk.isRegistered()).toBe(false);
    answer = there;
    await kiosk.register();
    expect(kiosk.isRegistered()).toBe(true);
  });

  it('is not registered with the registration of another key', async () => {
    await device().register();
    expect(device('another thumb').isRegistered()).toBe(false);
  });
});
