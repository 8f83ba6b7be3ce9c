import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoFacility } from '../../../central/index.ts';
import { auditEventsOf, startTestCentre, type TestCentre } from '../../../central/testing/index.ts';
import { createCentreClient } from '../../../electron/centre/index.ts';
import { openSession } from '../../../electron/session.ts';
import { openDeviceKeys } from '../../../electron/token/index.ts';

let centre: TestCentre;
beforeAll(async () => {
  centre = await startTestCentre();
});
afterAll(() => centre.stop());

/** The kiosk's own session and client, over settings that a copied disk would share. */
async function kioskOn(kept: Map<string, string>) {
  const settings = {
    get: (name: string) => kept.get(name) ?? null,
    set: (name: string, value: string) => void kept.set(name, value),
  };
  const { now } = centre;
  const keys = await openDeviceKeys({ settings, keeper: 'test', now });
  const session = openSession({ centreUrl: centre.url, keys, settings, now });
  return { keys, client: createCentreClient({ url: centre.url, session, fetch, now }) };
}

async function registered(kept: Map<string, string>) {
  const kiosk = await kioskOn(kept);
  const { provisioning } = await centre.provisionDevice({
    ...{ facility: demoFacility, deviceName: 'test', staff: [], policyVersion: '2026-1', training: false },
  });
  const { activationCode } = provisioning;
  const publicKey = kiosk.keys.current().publicJwk;
  await kiosk.client.registerDevice({ activationCode, publicKey, software: 'test' });
  return kiosk;
}

describe('a kiosk and the centre', () => {
  it('agree on nonce and access token by themselves, also when both have run out', async () => {
    const { client } = await registered(new Map());
    expect((await client.deviceReport()).facility.devices).toBe(1);
    centre.moveClock(20 * 60_000);
    expect(await client.tokenChanges(null)).toMatchObject({ changes: [] });
  });

  it('change the key and go on', async () => {
    const { client, keys } = await registered(new Map());
    await client.deviceReport();
    await keys.change(centre.url, client.changeKey);
    expect(keys.current().thumbprint).not.toBe(keys.deviceId);
    await client.deviceReport();
    centre.moveClock(20 * 60_000);
    await client.deviceReport();
    expect(await auditEventsOf(centre, keys.deviceId)).toEqual(['device.registered', 'device.key-changed']);
  });

  it('notice a copied disk as soon as both copies have called', async () => {
    const disk = new Map<string, string>();
    const original = await registered(disk);
    await original.client.deviceReport();
    const copy = await kioskOn(new Map(disk));
    for (const { client } of [copy, original]) {
      centre.moveClock(20 * 60_000);
      await client.deviceReport();
    }
    expect(await auditEventsOf(centre, original.keys.deviceId)).toEqual([
      'device.registered',
      'device.copy-noticed',
    ]);
  });
});
