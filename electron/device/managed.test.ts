import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readManaged } from './index.ts';
import { parseManaged } from './managed.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'managed-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the managed settings', () => {
  it('lay nothing down when there is no file', async () => {
    expect(await readManaged(path.join(folder, 'none.json'))).toEqual({});
  });

  it('are what the file says', async () => {
    const file = path.join(folder, 'settings.json');
    writeFileSync(file, '{"camera": "C920", "postponeUpdatesDays": 3}');
    expect(await readManaged(file)).toEqual({ camera: 'C920', postponeUpdatesDays: 3 });
  });

  it.each([
    ['{"camera": ""}', 'camera'],
    ['{"slipWidthMm": 70}', 'slipWidthMm'],
    ['{"postponeUpdatesDays": 15}', 'postponeUpdatesDays'],
    ['{"updateUrl": "here"}', 'updateUrl'],
    ['{"kamera": "C920"}', 'kamera'],
    ['{', 'not JSON'],
  ])('are refused as a whole with the wrong field named: %s', (text, reason) => {
    expect(() => parseManaged(text)).toThrow(
      expect.objectContaining({ code: 'SETTINGS_INVALID', details: { reason } }),
    );
  });

  it('can’t be read for another reason than that they are not there: said, not passed over', async () => {
    await expect(readManaged(folder)).rejects.toMatchObject({
      code: 'SETTINGS_INVALID',
      details: { reason: 'EISDIR' },
    });
  });
});
