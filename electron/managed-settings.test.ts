import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { managedSettings, underManaged, updateFeedOf } from './managed-settings.ts';
import type { Launch } from './shell/index.ts';

const LOCAL = { slipWidthMm: 80, reports: '/home/kiosk/Documents', profile: '/home/kiosk' } as Launch;
const FROM_CENTRE = { updateUrl: 'https://centre.example/updates' };

/** As they are in force at a machine whose settings file says this. */
async function laidDown(text: string) {
  const folder = mkdtempSync(path.join(tmpdir(), 'managed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, 'settings.json'), text);
  return managedSettings(false, path.join(folder, 'settings.json'));
}

describe('what IT has laid down', () => {
  it('wins over the width of the slip that was given at the start', async () => {
    const managed = await laidDown('{"slipWidthMm": 58}');
    expect(underManaged(LOCAL, managed)).toEqual({ ...LOCAL, slipWidthMm: 58 });
  });

  it('wins over the folder of reports that was given at the start', async () => {
    const managed = await laidDown('{"reportsFolder": "/srv/reports"}');
    expect(underManaged(LOCAL, managed)).toEqual({ ...LOCAL, reports: '/srv/reports' });
  });

  it('wins over the feed of updates that the provisioning names', async () => {
    const managed = await laidDown('{"updateUrl": "https://mirror.example/kiosk"}');
    expect(updateFeedOf(managed, FROM_CENTRE)).toBe('https://mirror.example/kiosk');
    expect(updateFeedOf(managed, {})).toBe('https://mirror.example/kiosk');
  });

  it('leaves everything else as it is', async () => {
    const managed = await laidDown('{"camera": "Brio"}');
    expect(underManaged(LOCAL, managed)).toEqual(LOCAL);
    expect(updateFeedOf(managed, FROM_CENTRE)).toBe(FROM_CENTRE.updateUrl);
  });
});
