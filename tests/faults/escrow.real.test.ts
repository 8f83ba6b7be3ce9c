import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerRecovery, demoFacility, makeEscrowKey, revokeDevice } from '../../central/index.ts';
import { startTestCentre, type TestCentre } from '../../central/testing/index.ts';
import { KioskError, recoveryRequestSchema } from '../../contract/index.ts';
import { openKioskVault } from '../../electron/open-kiosk-vault.ts';
import type { Vault } from '../../electron/vault/index.ts';
import { createTestKeyStore } from '../../electron/vault/testing.ts';
import { openKiosk } from './index.ts';

const now = () => new Date();
const FORMER = { keeper: 'test', secret: randomBytes(32) };
const CHANGED = createTestKeyStore('another', randomBytes(32));

let centre: TestCentre;
let escrowKey: object;
let folder: string;
let file: string;
let deviceId: string;
let opened: Vault[];

beforeAll(async () => {
  centre = await startTestCentre();
  const { privateFile } = await makeEscrowKey(centre.directory);
  escrowKey = JSON.parse(readFileSync(privateFile, 'utf8'));
});
afterAll(() => centre.stop());

beforeEach(async () => {
  opened = [];
  folder = mkdtempSync(join(tmpdir(), 'kiosk-escrow-'));
  file = join(folder, 'vault', 'kiosk.db');
  const { provisioning } = await centre.provisionDevice({
    ...{ facility: demoFacility, staff: [], policyVersion: '2026-1', training: false },
    deviceName: randomBytes(4).toString('hex'),
  });
  const kiosk = await openKiosk({ file, secret: FORMER.secret, provisioning });
  await kiosk.register();
  deviceId = kiosk.deviceId;
  kiosk.vault.settings.set('greeting', 'สวัสดี');
  if (provisioning.centre.escrowKey) await kiosk.vault.escrow(provisioning.centre.escrowKey, deviceId);
  await kiosk.stop();
});
afterEach(() => {
  for (const vault of opened) vault.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(keyStore = CHANGED, answerFile: string | null = null): Promise<Vault> {
  const vault = await openKioskVault({ file, keyStore, now }, answerFile);
  opened.push(vault);
  return vault;
}

/** What the kiosk says on its screen. */
async function asksForRecovery() {
  const fault = await open().catch((thrown: unknown) => thrown);
  if (!(fault instanceof KioskError)) throw new Error('the vault opened');
  expect(fault.code).toBe('VAULT_RECOVERABLE');
  const request = recoveryRequestSchema.parse(JSON.parse(readFileSync(String(fault.details.file), 'utf8')));
  return { request, code: String(fault.details.code) };
}

async function answerTo({ request, code }: Awaited<ReturnType<typeof asksForRecovery>>): Promise<string> {
  const answer = await answerRecovery(centre, { request, code, escrowKey });
  const answerFile = join(folder, 'answer.json');
  writeFileSync(answerFile, JSON.stringify(answer));
  return answerFile;
}

const contentOf = (paths: string[]) => paths.map((path) => readFileSync(path).toString('base64'));
const vaultFiles = () => contentOf([file, `${file}.key.json`]);

describe('a kiosk whose key store was changed', () => {
  it('opens nothing, overwrites nothing, and asks the centre: the same request at every start, with the same code', async () => {
    const before = vaultFiles();
    const first = await asksForRecovery();
    const second = await asksForRecovery();
    expect(second.code).toBe(first.code);
    expect(second.request.requestId).toBe(first.request.requestId);
    expect(first.code).toMatch(/^\d{4} \d{4} \d{4}$/);
    expect(vaultFiles()).toEqual(before);
  });

  it('opens with the centre’s answer, from then on by the new key store, and both sides have written it down', async () => {
    const asked = await asksForRecovery();
    const vault = await open(CHANGED, await answerTo(asked));
    expect(vault.settings.get('greeting')).toBe('สวัสดี');
    const { requestId } = asked.request;
    expect(
      vault.db.prepare("SELECT details FROM audit WHERE event = 'vault.recovered'").pluck().all(),
    ).toEqual([JSON.stringify({ requestId, formerKeeper: 'test', keeper: 'another' })]);
    const released = await centre.db
      .selectFrom('audit_events')
      .where('event', '=', 'vault.key-released')
      .where('subject', '=', deviceId)
      .select('details')
      .execute();
    expect(released).toEqual([{ details: { requestId } }]);
    vault.close();
    expect((await open()).settings.get('greeting')).toBe('สวัสดี');
    const left = readdirSync(join(folder, 'vault')).filter((name) => name.includes('recovery'));
    expect(left).toEqual([]);
  });

  it('still opens with the former key store, should that come back', async () => {
    await asksForRecovery();
    const former = createTestKeyStore(FORMER.keeper, FORMER.secret);
    expect((await open(former)).settings.get('greeting')).toBe('สวัสดี');
  });

  it('takes no answer to another request, and no other key: nothing is overwritten', async () => {
    const asked = await asksForRecovery();
    const answerFile = await answerTo(asked);
    const answer = JSON.parse(readFileSync(answerFile, 'utf8'));
    const before = vaultFiles();
    const refuses = async (content: object, reason: string) => {
      writeFileSync(answerFile, JSON.stringify(content));
      await expect(open(CHANGED, answerFile)).rejects.toMatchObject({ details: { reason } });
      expect(vaultFiles()).toEqual(before);
    };
    await refuses(
      { ...answer, requestId: '0b0b7f3c-6b0f-4b52-9f4e-3f1f5d1c8f11' },
      'answer-to-another-request',
    );
    await refuses({ ...answer, wrapped: `${answer.wrapped.slice(0, -4)}AAAA` }, 'answer-unusable');
    await refuses({ nothing: true }, 'answer-unusable');
  });
});

describe('the centre', () => {
  it('answers no request whose code was not read out, by another escrow key, or of a revoked device', async () => {
    const { request, code } = await asksForRecovery();
    const answer = (changes: object) => answerRecovery(centre, { request, code, escrowKey, ...changes });
    await expect(answer({ code: '0000 0000 0000' })).rejects.toMatchObject({ details: { reason: 'code' } });
    const { privateFile } = await makeEscrowKey(join(folder, 'other'));
    const otherKey = JSON.parse(readFileSync(privateFile, 'utf8'));
    await expect(answer({ escrowKey: otherKey })).rejects.toMatchObject({
      details: { reason: 'escrow-key' },
    });
    await revokeDevice(centre, deviceId, 'stolen');
    await expect(answer({})).rejects.toMatchObject({ code: 'DEVICE_REVOKED' });
  });
});
