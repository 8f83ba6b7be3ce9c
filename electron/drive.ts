import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { KioskError, REFERENCE_LETTERS, type Written } from '../contract/index.ts';
import type { Audit } from './audit/index.ts';
import { forFileName } from './office/index.ts';
import type { Outbox } from './outbox/index.ts';
import type { Vault } from './vault/index.ts';

/** What staff or IT carry away on a removable drive. */
export type Drive = {
  /** @throws KioskError DRIVE_FAILED `{reason}` */
  exportPending(actor: string): Promise<Written>;
  /** @throws KioskError DRIVE_FAILED `{reason}` */
  backUpVault(actor: string): Promise<Written>;
  /** @throws KioskError DRIVE_FAILED `{reason}` */
  saveDiagnosis(text: string): Promise<Written>;
  /**
   * The slip of a visit that is still there; `pdf` is asked for once a folder is chosen.
   * @throws KioskError DRIVE_FAILED `{reason}`, and what `pdf` throws of them
   */
  saveSlip(of: { recordId: string; actor: string }, pdf: () => Promise<Uint8Array>): Promise<Written>;
};

type DriveParts = {
  outbox: Outbox;
  vault: Vault;
  audit: Audit;
  /** Asks in the system's own window; null when nobody chose. */
  chooseFolder(): Promise<string | null>;
  /** Folder of the kiosk's own data. */
  profile: string;
  now(): Date;
};

export function createDrive({ outbox, vault, audit, chooseFolder, profile, now }: DriveParts): Drive {
  async function write(name: string, work: (file: string) => Promise<number | null>): Promise<Written> {
    const folder = await chooseFolder();
    if (folder === null) return null;
    const file = path.join(folder, name.replace('*', forFileName(now().toISOString())));
    try {
      const records = await work(file);
      return { file, records, sameDisk: (await diskOf(folder)) === (await diskOf(profile)) };
    } catch (fault) {
      if (fault instanceof KioskError) throw fault;
      throw new KioskError('DRIVE_FAILED', { reason: reasonOf(fault) }, { cause: fault });
    }
  }

  return {
    exportPending: (actor) => write('morprom-records-*.jws', (file) => outbox.exportTo(file, actor)),
    backUpVault: (actor) =>
      write('morprom-backup-*.db', async (file) => {
        await vault.backup(file);
        audit.append({ actor, event: 'vault.backed-up', subject: null, details: { to: 'drive' } });
        return null;
      }),
    saveDiagnosis: (text) =>
      write('morprom-diagnosis-*.json', async (file) => {
        await writeFile(file, text);
        return null;
      }),
    saveSlip: ({ recordId, actor }, pdf) =>
      write(`morprom-slip-${recordId.slice(0, REFERENCE_LETTERS)}-*.pdf`, async (file) => {
        await writeFile(file, await pdf(), { mode: 0o600 });
        audit.append({ actor, event: 'slip.saved', subject: recordId, details: {} });
        return null;
      }),
  };
}

const diskOf = async (folder: string): Promise<number> => (await stat(folder)).dev;

/** ENOSPC, EROFS and their like tell IT more than a sentence of ours. */
function reasonOf(fault: unknown): string {
  return fault instanceof Error && 'code' in fault ? String(fault.code) : 'INTERNAL';
}
