import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { PublicJwk } from '../../contract/index.ts';
import { lookForUpdate, type UpdateOptions } from './index.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const signingKeys = () => [publicKey.export({ format: 'jwk' }) as PublicJwk];
const PACKAGE = Buffer.from('a package');

let folder: string;
let options: UpdateOptions;
let at: Date;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'update-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = path.join(folder, 'downloaded.deb');
  writeFileSync(file, PACKAGE);
  at = new Date('2026-11-23T03:00:00Z');
  options = {
    feed: {
      check: async () => ({ version: '0.2.0' }),
      download: async () => ({ file, signature: sign('sha256', PACKAGE, privateKey) }),
    },
    folder: path.join(folder, 'update'),
    signingKeys,
    postponeDays: 0,
    now: () => at,
  };
});

const ready = () => path.join(folder, 'update', 'ready', 'kiosk.deb');

describe('an update', () => {
  it('that is newer and released by the centre is laid ready with its signature', async () => {
    expect(await lookForUpdate(options)).toBe('ready');
    expect(readFileSync(ready())).toEqual(PACKAGE);
    expect(existsSync(`${ready()}.sig`)).toBe(true);
  });

  it('is not there when the feed has none for this kiosk', async () => {
    options.feed.check = async () => null;
    expect(await lookForUpdate(options)).toBe('none');
    expect(existsSync(ready())).toBe(false);
  });

  it('that was altered, or signed by somebody else, is not laid ready', async () => {
    const { file } = await options.feed.download();
    writeFileSync(file, 'another package');
    expect(await lookForUpdate(options)).toBe('not-released');
    writeFileSync(file, PACKAGE);
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    options.feed.download = async () => ({ file, signature: sign('sha256', PACKAGE, other) });
    expect(await lookForUpdate(options)).toBe('not-released');
    expect(existsSync(ready())).toBe(false);
  });

  it('waits for the days that IT has laid down, counted from when it was first seen', async () => {
    options.postponeDays = 2;
    expect(await lookForUpdate(options)).toBe('postponed');
    at = new Date('2026-11-25T02:59:59Z');
    expect(await lookForUpdate(options)).toBe('postponed');
    at = new Date('2026-11-25T03:00:00Z');
    expect(await lookForUpdate(options)).toBe('ready');
  });

  it('begins to wait anew when another version takes its place', async () => {
    options.postponeDays = 2;
    await lookForUpdate(options);
    at = new Date('2026-11-25T03:00:00Z');
    options.feed.check = async () => ({ version: '0.2.1' });
    expect(await lookForUpdate(options)).toBe('postponed');
  });

  it('that did not start here is not offered again; the next one is', async () => {
    mkdirSync(options.folder);
    writeFileSync(path.join(options.folder, 'failed'), '0.2.0\n');
    expect(await lookForUpdate(options)).toBe('failed-before');
    options.feed.check = async () => ({ version: '0.2.1' });
    expect(await lookForUpdate(options)).toBe('ready');
  });
});
