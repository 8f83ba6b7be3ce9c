import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Managed, parseManaged, readManaged, settingsOfRegistry } from './device/index.ts';

const POLICY_KEY = 'HKLM\\SOFTWARE\\Policies\\MorPromKiosk';
const SYSTEM_FILE = '/etc/morprom-kiosk/settings.json';

/**
 * What the hospital's IT has laid down for this machine: on Windows by policy, elsewhere by a file of the system's. Only a
 * kiosk that is not packaged takes another file.
 * @throws KioskError SETTINGS_INVALID
 */
export async function managedSettings(isPackaged: boolean, file: string | null): Promise<Managed> {
  if (!isPackaged) return file === null ? {} : readManaged(file);
  if (process.platform !== 'win32') return readManaged(SYSTEM_FILE);
  // `reg` ends with an error when nobody has set a policy.
  const told = await promisify(execFile)('reg.exe', ['query', POLICY_KEY]).catch(() => ({ stdout: '' }));
  return parseManaged(settingsOfRegistry(told.stdout));
}
