import { generateKeyPairSync, sign } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
    running: '0.1.0',
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

  it('waits no longer because another version takes its place: the days count from the first that was not taken', async () => {
    options.postponeDays = 2;
    const states = [];
    for (const [day, version] of [
      [23, '0.2.0'],
      [24, '0.2.1'],
      [25, '0.2.2'],
    ]) {
      at = new Date(`2026-11-${day}T03:00:00Z`);
      options.feed.check = async () => ({ version: String(version) });
      states.push(await lookForUpdate(options));
    }
    expect(states).toEqual(['postponed', 'postponed', 'ready']);
  });

  it('waits its own days when the one before was taken, also when that did not start', async () => {
    options.postponeDays = 2;
    await lookForUpdate(options);
    at = new Date('2026-11-26T03:00:00Z');
    options.feed.check = async () => ({ version: '0.2.1' });
    expect(await lookForUpdate({ ...options, running: '0.2.0' })).toBe('postponed');

    mkdirSync(options.folder, { recursive: true });
    writeFileSync(path.join(options.folder, 'failed'), '0.2.1\n');
    expect(await lookForUpdate(options)).toBe('failed-before');
    options.feed.check = async () => ({ version: '0.2.2' });
    expect(await lookForUpdate(options)).toBe('postponed');
  });

  it.each([
    ['a short time, as between two shares of the kiosks, goes on waiting', 1, 'ready'],
    ['long enough to have been withdrawn waits anew', 20, 'postponed'],
  ] as const)('of a feed that had none for %s', async (_what, goneDays, then) => {
    options.postponeDays = 2;
    const daysLater = (days: number) => new Date(Date.parse('2026-11-23T03:00:00Z') + days * 86_400_000);
    const { check } = options.feed;
    await lookForUpdate(options);
    at = daysLater(1);
    options.feed.check = async () => null;
    expect(await lookForUpdate(options)).toBe('none');
    at = daysLater(1 + goneDays);
    options.feed.check = check;
    expect(await lookForUpdate(options)).toBe(then);
  });

  it('is found also when what was kept of the last one is damaged', async () => {
    mkdirSync(options.folder);
    writeFileSync(path.join(options.folder, 'offered.json'), '');
    expect(await lookForUpdate(options)).toBe('ready');
  });

  it('is brought and laid there once, however often the kiosk looks', async () => {
    let downloads = 0;
    const { download } = options.feed;
    options.feed.download = () => {
      downloads += 1;
      return download();
    };
    await lookForUpdate(options);
    const laid = statSync(ready()).ino;
    expect(await lookForUpdate(options)).toBe('ready');
    expect([downloads, statSync(ready()).ino]).toEqual([1, laid]);

    writeFileSync(ready(), 'damaged');
    expect(await lookForUpdate(options)).toBe('ready');
    expect(readFileSync(ready())).toEqual(PACKAGE);
    rmSync(`${ready()}.sig`);
    expect(await lookForUpdate(options)).toBe('ready');
    expect(existsSync(`${ready()}.sig`)).toBe(true);

    options.feed.check = async () => ({ version: '0.2.1' });
    await lookForUpdate(options);
    expect(downloads).toBe(4);
  });

  it('that was withdrawn from the feed does not lie ready any more', async () => {
    await lookForUpdate(options);
    options.feed.check = async () => null;
    expect(await lookForUpdate(options)).toBe('none');
    expect(existsSync(ready())).toBe(false);
  });

  it('that did not start here is not offered again; the next one is', async () => {
    mkdirSync(options.folder);
    writeFileSync(path.join(options.folder, 'failed'), '0.2.0\n');
    expect(await lookForUpdate(options)).toBe('failed-before');
    options.feed.check = async () => ({ version: '0.2.1' });
    expect(await lookForUpdate(options)).toBe('ready');
  });
});
