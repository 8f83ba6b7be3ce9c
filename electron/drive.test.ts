import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KioskError } from '../contract/index.ts';
import { createAudit } from './audit/index.ts';
import { createDrive, type Drive } from './drive.ts';
import type { Outbox } from './outbox/index.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

const NOW = new Date('2026-11-22T07:05:00.000Z');

let vault: TestVault;
let folder: string | null;
let drive: Drive;

beforeEach(() => {
  vault = openTestVault();
  folder = mkdtempSync(path.join(tmpdir(), 'drive-'));
  const audit = createAudit({ db: vault.db, now: () => NOW });
  drive = createDrive({
    // The export has tests of its own; here only what the drive makes of its failure counts.
    outbox: {
      exportTo: async () => {
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      },
    } as unknown as Outbox,
    vault,
    audit,
    chooseFolder: async () => folder,
    profile: vault.folder,
    now: () => NOW,
  });
});
afterEach(() => {
  vault.remove();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

describe('writing to a drive', () => {
  it('copies the vault with its wrapped key, says where, and that it is the same disk', async () => {
    const written = await drive.backUpVault('sup');
    expect(written).toMatchObject({ records: null, sameDisk: true });
    expect(readdirSync(folder ?? '').sort()).toEqual([
      'morprom-backup-2026-11-22-14-05.db',
      'morprom-backup-2026-11-22-14-05.db.key.json',
    ]);
    const last = vault.db.prepare('SELECT actor, event FROM audit ORDER BY seq DESC LIMIT 1').get();
    expect(last).toEqual({ actor: 'sup', event: 'vault.backed-up' });
  });

  it('writes nothing when nobody chose a folder', async () => {
    const chosen = folder;
    folder = null;
    expect(await drive.backUpVault('sup')).toBeNull();
    folder = chosen;
    expect(readdirSync(folder ?? '')).toEqual([]);
  });

  it('saves a slip under its reference, and not one whose visit has ended', async () => {
    const of = { recordId: '7f3a91c2-0000-4000-8000-000000000001', actor: 'op1' };
    await drive.saveSlip(of, async () => Uint8Array.of(1));
    expect(readdirSync(folder ?? '')).toEqual(['morprom-slip-7f3a91c2-2026-11-22-14-05.pdf']);
    const last = vault.db.prepare('SELECT actor, event, subject FROM audit ORDER BY seq DESC LIMIT 1').get();
    expect(last).toEqual({ actor: 'op1', event: 'slip.saved', subject: of.recordId });
    const over = drive.saveSlip(of, async () => {
      throw new KioskError('REQUEST_INVALID');
    });
    await expect(over).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('says DRIVE_FAILED with the system’s own reason, and leaves no half file', async () => {
    await expect(drive.exportPending('sup')).rejects.toMatchObject({
      code: 'DRIVE_FAILED',
      details: { reason: 'ENOSPC' },
    });
    rmSync(folder ?? '', { recursive: true });
    await expect(drive.backUpVault('sup')).rejects.toMatchObject({ details: { reason: 'ENOENT' } });
  });
});
