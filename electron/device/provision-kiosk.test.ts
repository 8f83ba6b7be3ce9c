import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestVault, type TestVault } from '../vault/testing.ts';
import { keptProvisioning, provisionKiosk, refuseProvisioning } from './index.ts';
import { REGISTRATION_SETTING } from './settings.ts';
import { createTestIssuer, type TestIssuer } from './testing.ts';

const NOW = new Date('2026-11-22T03:00:00Z');
const NEXT_YEAR = new Date('2027-11-22T03:00:00Z');
const POLICIES = ['2026-11', '2027-1'];

let centre: TestIssuer;
let vault: TestVault;
let drive: string;

beforeAll(async () => {
  centre = await createTestIssuer();
});
beforeEach(() => {
  vault = openTestVault();
  drive = mkdtempSync(path.join(tmpdir(), 'drive-'));
});
afterEach(() => {
  vault.remove();
  rmSync(drive, { recursive: true });
});

const later = (change = {}) => ({
  ...centre.claims,
  ...{ issuedAt: '2026-11-21T03:00:00.000Z', activationCode: 'def', ...change },
});

/** A start with a file that is named, brought by hand, or with none. */
function start(given: { named?: string; byHand?: string; now?: Date; policies?: string[] } = {}) {
  const file = path.join(drive, 'kiosk.provisioning.json');
  if (given.named !== undefined) writeFileSync(file, given.named);
  return provisionKiosk({
    settings: vault.settings,
    fileText: given.byHand ?? null,
    file: given.named === undefined ? null : file,
    folders: [],
    policyVersions: given.policies ?? POLICIES,
    now: given.now ?? NOW,
  });
}
const register = () => vault.settings.set(REGISTRATION_SETTING, 'as the centre said');
const isRegistered = () => Boolean(vault.settings.get(REGISTRATION_SETTING));
const invalid = (reason: string, details = {}) =>
  expect.objectContaining({ code: 'PROVISIONING_INVALID', details: { reason, ...details } });
const USED = { reason: 'code-used' };

describe('a kiosk that is provisioned', () => {
  it('keeps that: later starts need no file, and the same file does no harm when it is over', async () => {
    expect(await start()).toBeNull();
    const file = await centre.fileOf(centre.claims);
    const taken = { provisioning: centre.claims, ignored: null };
    expect(await start({ named: file })).toEqual(taken);
    vault = vault.reopen();
    expect(await start()).toEqual(taken);
    expect(await start({ named: file, now: NEXT_YEAR })).toEqual(taken);
  });

  it('takes any other file until it is registered', async () => {
    await start({ named: await centre.fileOf(centre.claims) });
    const another = { ...centre.claims, activationCode: 'def' };
    expect((await start({ named: await centre.fileOf(another) }))?.provisioning.activationCode).toBe('def');
  });

  it('moves with a newer file by the same centre, and registers anew', async () => {
    await start({ named: await centre.fileOf(centre.claims) });
    register();
    const found = await start({ named: await centre.fileOf(later()) });
    expect([found?.provisioning.activationCode, found?.ignored]).toEqual(['def', null]);
    expect(isRegistered()).toBe(false);
  });

  it.each<[string, () => Promise<string>, string]>([
    ['of another centre', async () => strangers(later()), 'signature'],
    [
      'that was altered',
      async () => (await centre.fileOf(later())).replace(/.{9}"}$/, 'AAAAAAAAA"}'),
      'signature',
    ],
    ['that is over', () => centre.fileOf(later({ expiresAt: '2026-11-21T09:00:00.000Z' })), 'expired'],
    ['that is older', () => centre.fileOf({ ...centre.claims, activationCode: 'ghi' }), 'older-file'],
    [
      'with a policy it does not have',
      () => centre.fileOf(later({ policyVersion: '2031-1' })),
      'unknown-policy',
    ],
    ['that is none', async () => 'holiday', 'other-file'],
  ])('goes on as before with a file %s, and says why', async (_what, file, reason) => {
    await start({ named: await centre.fileOf(centre.claims) });
    register();
    const found = await start({ named: await file() });
    expect(found?.provisioning).toEqual(centre.claims);
    expect(found?.ignored).toMatchObject({ code: 'PROVISIONING_IGNORED', details: { reason } });
    expect(isRegistered()).toBe(true);
  });

  it('goes on as before when the file that was named is gone', async () => {
    await start({ named: await centre.fileOf(centre.claims) });
    const found = await provisionKiosk({
      ...{ settings: vault.settings, fileText: null, folders: [], policyVersions: POLICIES, now: NOW },
      file: path.join(drive, 'nowhere'),
    });
    expect(found).toMatchObject({
      provisioning: centre.claims,
      ignored: { details: { reason: 'file-gone' } },
    });
  });
});

describe('the policy that a file names', () => {
  it('is one the program has, or the file is not taken', async () => {
    const file = await centre.fileOf(later({ policyVersion: '2031-1' }));
    const refusal = invalid('unknown-policy', { version: '2031-1' });
    await expect(start({ byHand: file })).rejects.toEqual(refusal);
    expect(keptProvisioning(vault.settings)).toBeNull();
    expect((await start({ byHand: file, policies: ['2031-1'] }))?.provisioning.policyVersion).toBe('2031-1');
    await expect(start()).rejects.toEqual(refusal);
  });
});

describe('a file that the centre does not take the device with', () => {
  it('is forgotten, so that another can be taken; where it still lies, the next start says what the centre said', async () => {
    const file = await centre.fileOf(centre.claims);
    await start({ named: file });
    refuseProvisioning(vault.settings, USED);
    vault = vault.reopen();
    expect(await start()).toBeNull();
    await expect(start({ named: file })).rejects.toEqual(invalid('code-used'));
    expect((await start({ byHand: await strangers(later()) }))?.provisioning.activationCode).toBe('def');
  });

  it('is asked about once more when somebody brings it by hand', async () => {
    const file = await centre.fileOf(centre.claims);
    await start({ byHand: file });
    refuseProvisioning(vault.settings, USED);
    expect((await start({ byHand: file }))?.provisioning).toEqual(centre.claims);
  });

  it('leaves a kiosk that was to move what it was, and moves it at no later start', async () => {
    await start({ named: await centre.fileOf(centre.claims) });
    register();
    const file = await centre.fileOf(later());
    await start({ named: file });
    refuseProvisioning(vault.settings, USED);
    expect(await start({ named: file })).toEqual({
      provisioning: centre.claims,
      ignored: { code: 'PROVISIONING_IGNORED', details: USED },
    });
  });

  it('opens a kiosk that is to move to no other centre meanwhile', async () => {
    await start({ named: await centre.fileOf(centre.claims) });
    register();
    await start({ named: await centre.fileOf(later()) });
    const found = await start({ named: await strangers(later({ issuedAt: '2026-11-22T01:00:00.000Z' })) });
    expect(found).toMatchObject({ provisioning: later(), ignored: { details: { reason: 'signature' } } });
  });
});

/** A sound file of a centre that this kiosk does not know. */
async function strangers(content: object): Promise<string> {
  const stranger = await createTestIssuer();
  return stranger.fileOf({ ...content, centre: stranger.claims.centre });
}
