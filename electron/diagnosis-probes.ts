import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ErrorReport } from '../contract/index.ts';
import { camerasIn, LINUX_DEVICES, readerDrivers } from './attached-devices.ts';
import { certificateUntil } from './certificate.ts';
import { isRegistered, keptProvisioning } from './device/index.ts';
import type { Probes } from './diagnosis/index.ts';
import { freeBytesOf } from './free-bytes.ts';
import { managedSettings } from './managed-settings.ts';
import { walkToCentre } from './network-path.ts';
import { createOutboxStore } from './outbox/index.ts';
import type { Launch } from './shell/index.ts';
import type { Vault } from './vault/index.ts';

export type OpenedVault = { vault: Vault; keeper: string } | { fault: unknown };

type Parts = {
  launch: Pick<Launch, 'profile' | 'settings'>;
  isPackaged: boolean;
  version: string;
  opened: OpenedVault;
  /** Why the provisioning file that was named at the start was passed over; null when none was. */
  ignored: ErrorReport | null;
  reader: Probes['reader'];
  /** Why the last talk with the centre failed; a diagnosis without a running kiosk does not know. */
  centreError?: () => ErrorReport | null;
};

/** What a diagnosis asks of this machine. One source: `--diagnose` and the screen look with the same eyes. */
export function kioskProbes(parts: Parts): Probes {
  const { launch, isPackaged, version, opened, ignored, reader, centreError } = parts;
  const { platform, arch, versions } = process;
  const isLinux = platform === 'linux';
  const vault = () => {
    if ('fault' in opened) throw opened.fault;
    return opened.vault;
  };
  const now = () => new Date();
  return {
    now,
    reader,
    driver: async () => (isLinux ? readerDrivers(LINUX_DEVICES) : null),
    cameras: async () => (isLinux ? camerasIn(LINUX_DEVICES.dev) : null),
    vault: async () => {
      if ('fault' in opened) throw opened.fault;
      const sound = opened.vault.db.pragma('quick_check', { simple: true }) === 'ok';
      return { keeper: opened.keeper, sound };
    },
    provisioning: async () => {
      const kept = keptProvisioning(vault().settings);
      if (!kept) return null;
      const { facility, training, centre } = kept;
      return { hcode: facility.hcode, training, centreUrl: centre.url, ignored };
    },
    registration: async () => ({
      registered: isRegistered(vault().settings),
      error: centreError?.() ?? null,
    }),
    outbox: async () => createOutboxStore(vault().db).counts(),
    centre: walkToCentre,
    certificate: certificateUntil,
    settings: async () => Object.keys(await managedSettings(isPackaged, launch.settings)),
    versions: `kiosk ${version}, Electron ${versions.electron}, ${platform} ${arch}`,
    freeBytes: async () => freeBytesOf(launch.profile),
    log: () => readFile(path.join(launch.profile, 'logs', 'kiosk.log'), 'utf8'),
  };
}
