import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseManaged, settingsOfRegistry } from './index.ts';

/** As `reg query HKLM\SOFTWARE\Policies\MorPromKiosk` tells it. */
const TOLD = [
  '',
  'HKEY_LOCAL_MACHINE\\SOFTWARE\\Policies\\MorPromKiosk',
  '    camera    REG_SZ    Logitech C920 PRO',
  '    slipWidthMm    REG_DWORD    0x3a',
  '',
].join('\r\n');

describe('policies of Windows', () => {
  it('are read as the settings they are', () => {
    expect(parseManaged(settingsOfRegistry(TOLD))).toEqual({ camera: 'Logitech C920 PRO', slipWidthMm: 58 });
  });

  it('come from a template that names every setting the kiosk knows, and no other', () => {
    const folder = new URL('../../build/windows/', import.meta.url);
    const template = readFileSync(new URL('morprom-kiosk.admx', folder), 'utf8');
    const names = [...template.matchAll(/valueName="(\w+)"/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      // A wrong value is refused by its name; a name nobody knows would be refused by itself even with `null`.
      expect(() => parseManaged(`{"${name}": {}}`)).toThrow(
        expect.objectContaining({ details: { reason: name } }),
      );
      for (const language of ['th-TH', 'en-US']) {
        const words = readFileSync(new URL(`${language}/morprom-kiosk.adml`, folder), 'utf8');
        expect(words).toContain(`<string id="${name}">`);
        expect(words).toContain(`<presentation id="${name}">`);
      }
    }
  });
});
