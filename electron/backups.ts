import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Audit } from './audit/index.ts';

/** An older one goes when a newer one is whole. */
const KEPT = 2;
const NAME = /^kiosk-.*\.db$/;

export type Backups = {
  /** Makes a copy of the vault now. @returns its path */
  make(actor: string): Promise<string>;
  /** Makes one when anything has happened since the last. */
  makeWhenDue(): Promise<string | null>;
};

/** Copies of the vault in a folder, named by their time (UTC); each opens with the key store of this machine. */
export function createBackups(options: {
  folder: string;
  copyTo: (file: string) => Promise<void>;
  audit: Audit;
  now: () => Date;
}): Backups {
  const { folder, copyTo, audit, now } = options;
  let doneAt: number | null = null;

  async function make(actor: string): Promise<string> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const name = `kiosk-${now().toISOString().replace(/[:.]/g, '-')}.db`;
    const file = path.join(folder, name);
    await copyTo(file);
    for (const old of readdirSync(folder).filter(isBackup).sort().slice(0, -KEPT))
      for (const part of [old, `${old}.key.json`]) rmSync(path.join(folder, part), { force: true });
    audit.append({ actor, event: 'vault.backed-up', subject: null, details: { name } });
    doneAt = audit.head().seq;
    return file;
  }

  return {
    make,
    makeWhenDue: async () => (audit.head().seq === doneAt ? null : make('kiosk')),
  };
}

const isBackup = (name: string): boolean => NAME.test(name);
