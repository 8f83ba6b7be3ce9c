import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCards, demoFacility, simulatedRegistrar } from '../../../central/index.ts';
import {
  auditEventsOf,
  citizenId,
  createTestDevice,
  createTestHolder,
  startTestCentre,
  type TestCentre,
} from '../../../central/testing/index.ts';
import { createCentreClient } from '../../../electron/centre/index.ts';
import { followTokens } from '../../../electron/follow-up.ts';
import { openSession } from '../../../electron/session.ts';
import { createCallBackList, createTokenRegister, openDeviceKeys } from '../../../electron/token/index.ts';
import { openTestVault } from '../../../electron/vault/testing.ts';

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

/** A kiosk whose visits are made at the centre's end, with the key that both have. */
async function kioskWithVisits() {
  const keyPair = await generateKeyPair('ES256', { extractable: true });
  const device = await createTestDevice(centre, { keyPair });
  const privateJwk = await exportJWK(keyPair.privateKey);
  const key = { schema: 1, keeper: 'test', madeAt: new Date().toISOString(), privateJwk };
  const kept = new Map([['token.device-key', JSON.stringify(key)]]);
  return { device, client: (await kioskOn(kept)).client };
}

describe('a kiosk that follows its tokens', () => {
  it('learns at its next sync that one was confirmed, that a level has risen, and that a card is not normal', async () => {
    const { device, client } = await kioskWithVisits();
    const vault = openTestVault();
    try {
      const tokens = createTokenRegister(vault.db);
      const audited: string[] = [];
      const callBacks = createCallBackList({ db: vault.db, now: centre.now });
      const sync = () =>
        followTokens({
          fetchChanges: client.tokenChanges,
          settleCallBack: client.settleCallBack,
          settings: vault.settings,
          ...{ tokens, callBacks },
          audit: ({ event, subject, details }) => audited.push(`${event} ${subject} ${details?.callBack}`),
        });
      const [good, bad] = [citizenId(71), citizenId(72)];
      const visits = [good, bad].map((cid) => ({ cid, level: '2.1', levelPending: '2.3' }) as const);
      const sent = [];
      for (const visit of visits) sent.push(await device.enrollAndSend(visit));
      for (const { tokenId, sealed } of sent)
        tokens.add({ tokenId, recordId: sealed.recordId, level: '2.1', issuedAt: '', expiresAt: '' });
      const [raised, ended] = sent.map(({ sealed }) => sealed.recordId);
      await sync();
      expect(tokens.ofRecord(raised ?? '')).toMatchObject({ status: 'issued', level: '2.1' });

      const holder = await createTestHolder(centre);
      if (sent[0] !== undefined) await holder.obtain(sent[0]);
      await checkCards(centre, simulatedRegistrar([bad]));
      await sync();
      expect(tokens.ofRecord(raised ?? '')).toMatchObject({ status: 'confirmed', level: '2.3' });
      expect(tokens.ofRecord(ended ?? '')).toMatchObject({ status: 'revoked' });
      expect(audited).toEqual([`token.revoked ${sent[1]?.tokenId} yes`]);
      expect(callBacks.waiting()).toMatchObject([
        { tokenId: sent[1]?.tokenId, deviceName: device.provisioning.deviceName },
      ]);
    } finally {
      vault.remove();
    }
  });

  it('has its facility’s call-backs, also those of other kiosks; what staff close here is off the list at the next sync', async () => {
    const { client } = await kioskWithVisits();
    const other = await kioskWithVisits();
    const cid = citizenId(73);
    const { tokenId } = await other.device.enrollAndSend({ cid, level: '2.1', levelPending: '2.3' });
    await checkCards(centre, simulatedRegistrar([cid]));
    const vaults = [openTestVault(), openTestVault()];
    try {
      const kiosks = vaults.map((vault, index) => {
        const callBacks = createCallBackList({ db: vault.db, now: centre.now });
        const { tokenChanges, settleCallBack } = index === 0 ? client : other.client;
        const sync = () =>
          followTokens({
            ...{ fetchChanges: tokenChanges, settleCallBack, settings: vault.settings, callBacks },
            ...{ tokens: createTokenRegister(vault.db), audit: () => {} },
          });
        const waits = () => callBacks.waiting().some((row) => row.tokenId === tokenId);
        return { callBacks, sync, waits };
      });
      const [here, there] = kiosks;
      for (const { sync } of kiosks) await sync();
      expect(kiosks.map(({ waits }) => waits())).toEqual([true, true]);
      expect([here?.callBacks.close(tokenId), here?.callBacks.close(tokenId)]).toEqual([true, false]);
      // Offline meanwhile: the other kiosk learns nothing, this one keeps what is still to be told.
      await there?.sync();
      expect([here?.waits(), there?.waits(), here?.callBacks.unsettled()]).toEqual([false, true, [tokenId]]);
      for (const { sync } of kiosks) await sync();
      expect([there?.waits(), here?.callBacks.unsettled()]).toEqual([false, []]);
      expect(await auditEventsOf(centre, tokenId)).toContain('call-back.settled');
    } finally {
      for (const vault of vaults) vault.remove();
    }
  });
});
