import { KioskError } from '../../contract/index.ts';
import { type Managed, parseManaged } from './managed.ts';

const POLICIES_KEY = 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies';
const POLICY_KEY = `${POLICIES_KEY}\\MorPromKiosk`;

/**
 * The managed settings of Windows' policy; `build/windows/morprom-kiosk.admx` writes them. Whether somebody has set one is seen in
 * the list of all policies, which every Windows has: `reg` ends with the same status for a key that is not there and for one that
 * can't be read, and says which in the system's language.
 * @param query what `reg query KEY` tells; rejects when it fails
 * @throws KioskError SETTINGS_INVALID `{reason}`: `registry` when it can't be read, or the first wrong field
 */
export async function readRegistry(query: (key: string) => Promise<string>): Promise<Managed> {
  const ask = (key: string) =>
    query(key).catch((cause: unknown) => {
      throw new KioskError('SETTINGS_INVALID', { reason: 'registry' }, { cause });
    });
  const keys = linesOf(await ask(POLICIES_KEY)).map((line) => line.trim().toLowerCase());
  if (!keys.includes(POLICY_KEY.toLowerCase())) return {};
  return parseManaged(settingsOfRegistry(await ask(POLICY_KEY)));
}

/**
 * Values of a key as the JSON of a settings file: texts (REG_SZ) and numbers (REG_DWORD) under the settings' names. One of another
 * type is null: it is refused by its name, not passed over.
 */
function settingsOfRegistry(told: string): string {
  const values = linesOf(told).flatMap((line) => {
    const [, name, type, value = ''] = /^\s{4}(\S+)\s+(REG_\w+)(?:\s+(.*))?$/.exec(line) ?? [];
    if (name === undefined) return [];
    return [[name, type === 'REG_SZ' ? value : type === 'REG_DWORD' ? Number(value) : null]];
  });
  return JSON.stringify(Object.fromEntries(values));
}

const linesOf = (told: string): string[] => told.split(/\r?\n/);
