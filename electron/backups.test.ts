import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAudit } from './audit/index.ts';
import { createBackups } from './backups.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

let vault: TestVault;
let minute: number;
const now = () => new Date(Date.parse('2026-11-22T03:00:00Z') + minute * 60_000);

beforeEach(() => {
  minute = 0;
  vault = openTestVault(now);
});
afterEach(() => vault.remove());

function open() {
  const audit = createAudit({ db: vault.db, now });
  const folder = path.join(vault.folder, 'backup');
  const log = (event: string) => audit.append({ actor: 'kiosk', event, subject: null, details: {} });
  return { audit, folder, log, backups: createBackups({ folder, copyTo: vault.backup, audit, now }) };
}

describe('backups of the vault', () => {
  it('are made on demand, and it is written down by whom', async () => {
    const { backups, audit } = open();
    const file = await backups.make('it');
    expect(path.basename(file)).toBe('kiosk-2026-11-22T03-00-00-000Z.db');
    expect(readdirSync(path.dirname(file)).sort()).toEqual([
      path.basename(file),
      `${path.basename(file)}.key.json`,
    ]);
    expect(vault.db.prepare('SELECT actor, event FROM audit').all()).toEqual([
      { actor: 'it', event: 'vault.backed-up' },
    ]);
    expect(audit.verifyChain().sound).toBe(true);
  });

  it('are made by the hour only when something has happened since', async () => {
    const { backups, log } = open();
    expect(await backups.makeWhenDue()).not.toBeNull();
    minute = 60;
    expect(await backups.makeWhenDue()).toBeNull();
    log('visit.verified');
    expect(await backups.makeWhenDue()).not.toBeNull();
  });

  it('are two at the most, the newest', async () => {
    const { backups, folder } = open();
    for (minute = 0; minute < 4; minute += 1) await backups.make('kiosk');
    expect(
      readdirSync(folder)
        .filter((name) => name.endsWith('.db'))
        .sort(),
    ).toEqual(['kiosk-2026-11-22T03-02-00-000Z.db', 'kiosk-2026-11-22T03-03-00-000Z.db']);
  });
});
