import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KioskError, type Provisioning } from '../contract/index.ts';
import { createAudit } from './audit/index.ts';
import { kioskProbes } from './diagnosis-probes.ts';
import { createDiagnosisHandlers } from './diagnosis-side.ts';
import { createDrive } from './drive.ts';
import type { Outbox } from './outbox/index.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

const NOW = new Date('2026-11-22T07:05:00.000Z');
const KEY = { kty: 'EC', crv: 'P-256', kid: 'sign-1' } as const;
const PERSONAL = {
  citizen: '1103700012345',
  name: 'สมหญิง ใจดี',
  staff: 'สุดา ตั้งใจ',
  pinHash: 'cGluLWhhc2g=',
  activationCode: 'one-time-code',
  pseudonymKey: Buffer.alloc(32, 7).toString('base64'),
};

let vault: TestVault;
let folder: string;

beforeEach(() => {
  vault = openTestVault();
  folder = mkdtempSync(path.join(tmpdir(), 'diagnosis-'));
  const provisioning = {
    schema: 1,
    facility: {
      ...{ hcode: '10867', nameTh: 'รพ.ตัวอย่าง', nameEn: 'Sample Hospital' },
      ...{ province: 'ตัวอย่าง', amphoe: 'เมือง', region: 4 },
    },
    deviceName: 'เคาน์เตอร์ 1',
    // Nothing listens there: the centre is one of the troubles that are told.
    centre: { url: 'http://127.0.0.1:1', signingKeys: [KEY], vouchers: [], sealingKey: KEY },
    activationCode: PERSONAL.activationCode,
    pseudonymKey: PERSONAL.pseudonymKey,
    policyVersion: '2026-1',
    training: false,
    staff: [
      {
        id: 'op1',
        name: PERSONAL.staff,
        role: 'operator',
        pin: { salt: 'c2FsdA==', hash: PERSONAL.pinHash, cost: 16384, blockSize: 8, parallelization: 1 },
      },
    ],
    issuedAt: '2026-11-20T03:00:00.000Z',
    expiresAt: '2026-12-20T03:00:00.000Z',
  };
  vault.settings.set(
    'device.provisioning',
    JSON.stringify({ fileSha256: 'x', provisioning: provisioning as unknown as Provisioning }),
  );
  const audit = createAudit({ db: vault.db, now: () => NOW });
  audit.append({ actor: PERSONAL.staff, event: 'visit.refused', subject: 'p-1', details: {} });
  mkdirSync(path.join(folder, 'logs'));
  const line = {
    level: 50,
    time: NOW.toISOString(),
    fault: `OUTBOX_FROZEN ${PERSONAL.citizen}`,
    msg: PERSONAL.name,
  };
  writeFileSync(path.join(folder, 'logs', 'kiosk.log'), `${JSON.stringify(line)}\n`);
});
afterEach(() => {
  vault.remove();
  rmSync(folder, { recursive: true, force: true });
});

const handlers = (requireSupervisor = () => ({ id: 'sup1', name: 'วิภา', role: 'supervisor' as const })) =>
  createDiagnosisHandlers({
    probes: kioskProbes({
      launch: { profile: folder, settings: null },
      ...{ isPackaged: false, version: '0.2.0' },
      opened: { vault, keeper: 'test' },
      ignored: null,
      reader: async () => ({ state: 'ready', name: 'Feitian R502' }),
    }),
    version: '0.2.0',
    reader: { test: async () => ({ reader: null, card: null, error: null }) },
    shift: { requireSupervisor },
    drive: createDrive({
      outbox: {} as Outbox,
      vault,
      audit: createAudit({ db: vault.db, now: () => NOW }),
      chooseFolder: async () => folder,
      profile: folder,
      now: () => NOW,
    }),
  });

describe('the diagnosis on the screen', () => {
  it('looks at the running kiosk: its vault, its provisioning, its log', async () => {
    const { findings } = await handlers().loadDiagnosis(undefined, 'shared');
    expect(findings).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ subject: 'vault', good: true }),
        expect.objectContaining({ subject: 'provisioning', en: 'facility 10867' }),
        expect.objectContaining({ subject: 'centre', good: false }),
        expect.objectContaining({
          subject: 'log',
          en: expect.stringMatching(/^22 November 2569 BE at 14:05:00 OUTBOX_FROZEN: … records wait/),
        }),
      ]),
    );
  });

  it('is written as it was shown, and the file names nobody and holds no secret', async () => {
    const side = handlers();
    const shown = await side.loadDiagnosis(undefined, 'shared');
    const written = await side.saveDiagnosis(undefined, 'shared');
    const text = await readFile(written?.file ?? '', 'utf8');
    expect(JSON.parse(text)).toEqual(shown);
    for (const [what, words] of Object.entries(PERSONAL))
      expect(text.includes(words), `${what} in the file`).toBe(false);
    expect(text).not.toMatch(/\d{13}/);
  });

  it('is written for a supervisor only', async () => {
    const refuse = () => {
      throw new KioskError('SUPERVISOR_ONLY');
    };
    await expect(handlers(refuse).saveDiagnosis(undefined, 'shared')).rejects.toMatchObject({
      code: 'SUPERVISOR_ONLY',
    });
  });
});
