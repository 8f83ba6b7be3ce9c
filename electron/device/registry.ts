/**
 * The values that Windows' `reg query KEY` tells, as the JSON of a settings file: texts (REG_SZ) and numbers (REG_DWORD). The
 * names are those of the settings; `build/windows/morprom-kiosk.admx` writes them.
 */
export function settingsOfRegistry(told: string): string {
  const values = told.split(/\r?\n/).flatMap((line) => {
    const [, name, type, value] = /^\s{4}(\S+)\s+(REG_SZ|REG_DWORD)\s+(.*)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) return [];
    return [[name, type === 'REG_DWORD' ? Number(value) : value]];
  });
  return JSON.stringify(Object.fromEntries(values));
}
