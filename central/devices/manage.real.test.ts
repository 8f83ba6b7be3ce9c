import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  auditEventsOf,
  createTestDevice,
  createTestHolder,
  errorOf,
  startTestCentre,
  TEST_ADMIN_TOKEN,
  type TestCentre,
} from '../testing/index.ts';

const ADMIN = { authorization: `Bearer ${TEST_ADMIN_TOKEN}`, 'content-type': 'application/json' };

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre();
});
afterAll(() => centre.stop());

const statusOf = async (deviceId: string) =>
  (
    await centre.db
      .selectFrom('devices')
      .where('id', '=', deviceId)
      .select('status')
      .executeTakeFirstOrThrow()
  ).status;
const askRevocation = (deviceId: string, headers: Record<string, string>) =>
  fetch(`${centre.url}/v1/devices/${deviceId}/revocation`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ reason: 'stolen' }),
  });

describe('the ministry’s tools', () => {
  it('revoke a device once; it is shut out, its unconfirmed tokens end, and the log says so', async () => {
    const device = await createTestDevice(centre);
    const token = await device.enrollAndSend();
    expect(await (await askRevocation(device.id, ADMIN)).json()).toEqual({ revoked: true });
    expect(await (await askRevocation(device.id, ADMIN)).json()).toEqual({ revoked: false });
    const call = await device.call('GET', '/v1/devices/me/report');
    expect((await errorOf(call)).code).toBe('DEVICE_REVOKED');
    const holder = await createTestHolder(centre);
    expect((await errorOf(await holder.claim(token))).code).toBe('TOKEN_INVALID');
    expect(await auditEventsOf(centre, device.id)).toContain('device.revoked');
  });

  it('see which device was noticed twice, first of all', async () => {
    const device = await createTestDevice(centre);
    for (const to of ['one-link-of-this-chain', 'other-link-of-this-chain'])
      await device.askToken({ chain: { from: null, to } });
    const answer = await fetch(`${centre.url}/v1/devices?hcode=00000`, { headers: ADMIN });
    const { devices } = (await answer.json()) as { devices: { id: string; copiedAt: string | null }[] };
    expect(devices[0]).toMatchObject({ id: device.id, copiedAt: expect.any(String) });
  });

  it('are let in by their token alone: no other, none, and no device’s', async () => {
    const device = await createTestDevice(centre);
    for (const authorization of ['Bearer guessed', '', `DPoP ${await device.accessToken()}`]) {
      const refused = await askRevocation(device.id, { ...ADMIN, authorization });
      expect(refused.status).toBe(401);
    }
    expect(await statusOf(device.id)).toBe('active');
  });
});

describe('npm run manage', () => {
  const manage = (...args: string[]) =>
    spawnSync(process.execPath, [join(import.meta.dirname, '../manage.ts'), ...args], {
      env: { ...process.env, DATABASE_URL: centre.databaseUrl, CENTRE_DIR: centre.directory },
      encoding: 'utf8',
    });

  it('revokes a device, and ends with 1 when there is none such in use', async () => {
    const device = await createTestDevice(centre);
    const first = manage('revoke-device', device.id, '--reason', 'stolen');
    expect(first.stdout).toContain('revoke-device: done');
    expect(await statusOf(device.id)).toBe('revoked');
    expect(manage('revoke-device', device.id, '--reason', 'stolen').status).toBe(1);
  });

  it('revokes a token', async () => {
    const device = await createTestDevice(centre);
    const { tokenId } = await device.enrollAndSend();
    expect(manage('revoke-token', tokenId, '--reason', 'asked').stdout).toContain(`revoked: ${tokenId}`);
    expect(await auditEventsOf(centre, tokenId)).toEqual(['token.revoked']);
  });

  it('asks for a reason', () => {
    expect(manage('revoke-device', 'any').status).toBe(2);
  });
});
