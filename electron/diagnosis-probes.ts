import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { certificateUntil } from './certificate.ts';
import { openProvisioning } from './device/index.ts';
import type { Probes } from './diagnosis/index.ts';
import { freeBytesOf } from './free-bytes.ts';
import { managedSettings } from './managed-settings.ts';
import { createOutboxStore } from './outbox/index.ts';
import type { Launch } from './shell/index.ts';
import type { Vault } from './vault/index.ts';

export type OpenedVault = { vault: Vault; keeper: string } | { fault: unknown };

type Parts = {
  launch: Pick<Launch, 'profile' | 'settings'>;
  isPackaged: boolean;
  version: string;
  opened: OpenedVault;
  reader: Probes['reader'];
};

const CENTRE_LIMIT_MS = 10_000;

/** What a diagnosis asks of this machine. One source: `--diagnose` and the screen look with the same eyes. */
export function kioskProbes({ launch, isPackaged, version, opened, reader }: Parts): Probes {
  const { platform, arch, versions } = process;
  const now = () => new Date();
  return {
    now,
    reader,
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
    freeBytes: async () => freeBytesOf(launch.profile),
    log: () => readFile(path.join(launch.profile, 'logs', 'kiosk.log'), 'utf8'),
  };
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
