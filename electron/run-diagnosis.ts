import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KioskError } from '../contract/index.ts';
import { createCardReader } from './card/index.ts';
import { diagnose, diagnosisFile } from './diagnosis/index.ts';
import { kioskProbes, type OpenedVault } from './diagnosis-probes.ts';
import { createKeyStore, type Launch, type Places, spawnPcscHost } from './shell/index.ts';
import { openVault } from './vault/index.ts';

export type DiagnosisOptions = { launch: Launch; places: Places; isPackaged: boolean; version: string };

/** The system's smart-card service names its readers within this time. */
const READER_GRACE_MS = 2000;

/**
 * `--diagnose`: looks at everything the kiosk needs, without a window, prints a line for each thing and writes the same to
 * a file that holds nothing personal. Also while the kiosk is running.
 * @returns exit status: 0 when all is good
 */
export async function runDiagnosis(options: DiagnosisOptions): Promise<number> {
  const { launch, version } = options;
  const opened = openExistingVault(options);
  try {
    const findings = await diagnose(
      kioskProbes({ ...options, opened, reader: () => lookAtReader(options.places) }),
    );
    for (const { subject, good, en, th } of findings)
      console.log(`${good ? 'good' : 'BAD '}  ${subject.padEnd(12)}  ${en}\n${' '.repeat(20)}${th}`);
    const file = path.join(launch.profile, 'diagnosis.json');
    await writeFile(file, diagnosisFile({ version, at: new Date().toISOString(), findings }));
    console.log(`\nto hand on: ${file}`);
    return findings.every(({ good, subject }) => good || subject === 'log') ? 0 : 1;
  } finally {
    if ('vault' in opened) opened.vault.close();
  }
}

/** A diagnosis makes no vault: a kiosk that was never started has none. */
function openExistingVault({ launch, places, isPackaged }: DiagnosisOptions): OpenedVault {
  const file = path.join(launch.profile, 'vault', 'kiosk.db');
  try {
    if (!existsSync(file)) throw new KioskError('DEVICE_UNKNOWN');
    const keyStore = createKeyStore(isPackaged);
    const vault = openVault({ file, keyStore, nativeBinding: places.sqliteBinding, now: () => new Date() });
    return { vault, keeper: keyStore.keeper };
  } catch (fault) {
    return { fault };
  }
}

async function lookAtReader({ dist }: Places) {
  const hostEntry = path.join(dist, 'electron', 'pcsc-host.js');
  const reader = createCardReader({ spawnHost: () => spawnPcscHost(hostEntry) });
  await sleep(READER_GRACE_MS);
  const { state } = reader;
  await reader.stop();
  return state;
}
