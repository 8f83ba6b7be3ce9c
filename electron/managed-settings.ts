import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Provisioning } from '../contract/index.ts';
import { type Managed, readManaged, readRegistry } from './device/index.ts';
import type { Launch } from './shell/index.ts';

const SYSTEM_FILE = '/etc/morprom-kiosk/settings.json';

/**
 * What the hospital's IT has laid down for this machine: on Windows by policy, elsewhere by a file of the system's. Only a
 * kiosk that is not packaged takes another file.
 * @throws KioskError SETTINGS_INVALID
 */
export async function managedSettings(isPackaged: boolean, file: string | null): Promise<Managed> {
  if (!isPackaged) return file === null ? {} : readManaged(file);
  if (process.platform !== 'win32') return readManaged(SYSTEM_FILE);
  // The system's own, whatever else of that name lies in the path.
  const reg = path.join(process.env.SystemRoot ?? 'C:\\Windows', 'System32', 'reg.exe');
  return readRegistry(async (key) => (await promisify(execFile)(reg, ['query', key])).stdout);
}

/** How the program goes on: what IT has laid down wins over what stands on its command line. */
export function underManaged(launch: Launch, managed: Managed): Launch {
  const { slipWidthMm = launch.slipWidthMm, reportsFolder = launch.reports } = managed;
  return { ...launch, slipWidthMm, reports: reportsFolder };
}

/** Address of the feed of updates: what IT has laid down wins over the provisioning. Undefined when there is none. */
export function updateFeedOf(
  managed: Managed,
  provisioning: Pick<Provisioning, 'updateUrl'>,
): string | undefined {
  return managed.updateUrl ?? provisioning.updateUrl;
}
