import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ErrorReport } from '../contract/index.ts';
import { refuseProvisioning } from './device/index.ts';
import { createTestIssuer } from './device/testing.ts';
import { openTestVault, type TestVault } from './vault/testing.ts';

// The window of folders is asked for by the journeys, in a real Electron.
vi.mock('electron', () => ({ app: {}, protocol: {}, BrowserWindow: class {}, utilityProcess: {} }));
const { createSetUp, provisioningOf, SetUpNeeded } = await import('./set-up-side.ts');

const NOW = new Date('2026-11-22T03:00:00Z');
let vault: TestVault;
let drive: string;
let warned: unknown[];

beforeEach(() => {
  vault = openTestVault();
  drive = mkdtempSync(path.join(tmpdir(), 'drive-'));
  warned = [];
});
afterEach(() => {
  vault.remove();
  rmSync(drive, { recursive: true });
});

function start(named: string) {
  const file = path.join(drive, 'kiosk.provisioning.json');
  writeFileSync(file, named);
  return provisioningOf({
    ...{ vault, launch: { provisioning: file }, isPackaged: false, fileText: null },
    ...{ policyVersions: ['2026-11'], log: { warn: (what: unknown) => warned.push(what) }, now: NOW },
  });
}

describe('the start of a machine', () => {
  it('that the centre did not take with the file that lies there asks to be set up, and says why', async () => {
    const { claims, fileOf } = await createTestIssuer();
    const file = await fileOf(claims);
    await start(file);
    refuseProvisioning(vault.settings, { reason: 'code-used' });
    const fault = await start(file).catch((thrown: unknown) => thrown);
    expect(fault).toBeInstanceOf(SetUpNeeded);
    expect(fault).toMatchObject({
      reason: { code: 'PROVISIONING_INVALID', details: { reason: 'code-used' } },
    });
  });

  it('with a file that is passed over writes the reason into the log', async () => {
    const { claims, fileOf } = await createTestIssuer();
    await start(await fileOf(claims));
    const { ignored } = await start('holiday');
    expect(ignored).toMatchObject({ code: 'PROVISIONING_IGNORED', details: { reason: 'other-file' } });
    expect(warned).toEqual([ignored]);
  });
});

describe('the screen of a machine that is to be set up', () => {
  it('says what the centre said, and takes another file', async () => {
    const reason: ErrorReport = { code: 'PROVISIONING_INVALID', details: { reason: 'code-used' } };
    const file = path.join(drive, 'another.provisioning.json');
    writeFileSync(file, 'another');
    const taken: string[] = [];
    const { handlers } = createSetUp({
      ...{ reason, version: '0.1.0', chooseFile: async () => file, now: () => NOW },
      pageFailed: () => {},
      diagnose: async () => ({ version: '0.1.0', at: NOW.toISOString(), findings: [] }),
      take: async (text) => {
        taken.push(text);
      },
    });
    expect(await handlers.getStatus(undefined, 'shared')).toMatchObject({ setUp: { reason } });
    expect(await handlers.setUp({ from: 'file' }, 'shared')).toEqual({ taken: true });
    expect(taken).toEqual(['another']);
  });
});
