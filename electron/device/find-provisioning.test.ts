import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findProvisioning } from './index.ts';

describe('looking for a provisioning file', () => {
  let media: string;
  beforeEach(() => {
    media = mkdtempSync(path.join(tmpdir(), 'media-'));
    mkdirSync(path.join(media, 'USB'));
  });
  afterEach(() => rmSync(media, { recursive: true }));

  it('finds it on a drive, and passes over folders that are not there', async () => {
    const file = path.join(media, 'USB', '10867-kiosk-1.provisioning.json');
    writeFileSync(file, '{}');
    writeFileSync(path.join(media, 'USB', 'holiday.json'), '{}');
    expect(await findProvisioning([path.join(media, 'nowhere'), media])).toBe(file);
  });

  it('is null without one', async () => {
    expect(await findProvisioning([media])).toBeNull();
  });

  it('leaves the choice among several to a person', async () => {
    for (const number of [1, 2])
      writeFileSync(path.join(media, 'USB', `10867-kiosk-${number}.provisioning.json`), '{}');
    await expect(findProvisioning([media])).rejects.toMatchObject({
      code: 'PROVISIONING_INVALID',
      details: { reason: 'several-files', count: 2 },
    });
  });
});
