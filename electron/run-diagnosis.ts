import { existsSync } from 'node:fs';
import { readdir, readFile, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KioskError } from '../contract/index.ts';
import { createCardReader } from './card/index.ts';
import { certificateUntil } from './certificate.ts';
import { openProvisioning } from './device/index.ts';
import { diagnose, type Probes } from './diagnosis/index.ts';
import { managedSettings } from './managed-settings.ts';
import { createOutboxStore } from './outbox/index.ts';
import { createKeyStore, type Launch, type Places, spawnPcscHost } from './shell/index.ts';
import { openVault, type Vault } from './vault/index.ts';

export type DiagnosisOptions = { launch: Launch; places: Places; isPackaged: boolean; version: string };

/** The system's smart-card service names its readers within this time. */
const READER_GRACE_MS = 2000;
const CENTRE_LIMIT_MS = 10_000;

/**
 * `--diagnose`: looks at everything the kiosk needs, without a window, prints a line for each thing and writes the same to
 * a file that holds nothing personal. Also while the kiosk is running.
 * @returns exit status: 0 when all is good
 */
export async function runDiagnosis(options: DiagnosisOptions): Promise<number> {
  const { launch, version } = options;
  const opened = openExistingVault(options);
  try {
    const findings = await diagnose(probesOf(options, opened));
    for (const { subject, good, en, th } of findings)
      console.log(`${good ? 'good' : 'BAD '}  ${subject.padEnd(12)}  ${en}\n${' '.repeat(20)}${th}`);
    const about = { version, at: new Date().toISOString() };
    const file = path.join(launch.profile, 'diagnosis.json');
    await writeFile(file, `${JSON.stringify({ ...about, findings }, null, 2)}\n`);
    console.log(`\nto hand on: ${file}`);
    return findings.every(({ good, subject }) => good || subject === 'log') ? 0 : 1;
  } finally {
    if ('vault' in opened) opened.vault.close();
  }
}

type Opened = { vault: Vault; keeper: string } | { fault: unknown };

/** A diagnosis makes no vault: a kiosk that was never started has none. */
function openExistingVault({ launch, places, isPackaged }: DiagnosisOptions): Opened {
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

function probesOf({ launch, places, isPackaged, version }: DiagnosisOptions, opened: Opened): Probes {
  const { platform, arch, versions } = process;
  const now = () => new Date();
  return {
    now,
    reader: () => lookAtReader(path.join(places.dist, 'electron', 'pcsc-host.js')),
    cameras: async () =>
      process.platform === 'linux'
        ? (await readdir('/dev')).filter((name) => /^video\d+$/.test(name)).length
        : null,
    vault: async () => {
      if ('fault' in opened) throw opened.fault;
      const sound = opened.vault.db.pragma('quick_check', { simple: true }) === 'ok';
      return { keeper: opened.keeper, sound };
    },
    provisioning: async () => {
      if ('fault' in opened) return null;
      const kept = await openProvisioning({ settings: opened.vault.settings, fileText: null, now: now() });
      return kept && { hcode: kept.facility.hcode, training: kept.training, centreUrl: kept.centre.url };
    },
    outbox: async () => ('fault' in opened ? null : createOutboxStore(opened.vault.db).counts()),
    centre: askCentre,
    certificate: certificateUntil,
    settings: async () => Object.keys(await managedSettings(isPackaged, launch.settings)),
    versions: `kiosk ${version}, Electron ${versions.electron}, ${platform} ${arch}`,
    freeBytes: async () => {
      const { bavail, bsize } = await statfs(launch.profile);
      return bavail * bsize;
    },
    log: () => readFile(path.join(launch.profile, 'logs', 'kiosk.log'), 'utf8'),
  };
}

async function lookAtReader(hostEntry: string) {
  const reader = createCardReader({ spawnHost: () => spawnPcscHost(hostEntry) });
  await sleep(READER_GRACE_MS);
  const { state } = reader;
  await reader.stop();
  return state;
}

async function askCentre(url: string) {
  const startedAt = performance.now();
  const answer = await fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(CENTRE_LIMIT_MS) });
  const date = answer.headers.get('date');
  return {
    status: answer.status,
    ms: Math.round(performance.now() - startedAt),
    at: date === null ? null : new Date(date),
  };
}
