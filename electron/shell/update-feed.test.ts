import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { httpExecutor } from 'builder-util';
import { DebUpdater } from 'electron-updater';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createUpdateFeed } from './update-feed.ts';

/** What electron-updater draws a kiosk's share from: this one stands at 50 %. */
const IN_THE_MIDDLE = '5f2c1b7a-3d4e-4f5a-8b6c-7d8e80000000';
/** As `npm run release` writes it. */
const feedOf = (version: string, stagingPercentage: number) => ({
  ...{ version, stagingPercentage, path: 'kiosk.deb', sha512: 'x', releaseDate: '2026-11-23T03:00:00Z' },
  files: [{ url: 'kiosk.deb', sha512: 'x', size: 1 }],
});

/** A kiosk with version 0.1.0 and its feed, in plain Node: what Electron's app would tell is told here. */
async function kioskWith(feed: object) {
  const folder = mkdtempSync(path.join(tmpdir(), 'feed-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(path.join(folder, '.updaterId'), IN_THE_MIDDLE);
  const server = createServer((_request, answer) => answer.end(JSON.stringify(feed))).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const app = {
    ...{ version: '0.1.0', name: 'kiosk', isPackaged: true, userDataPath: folder, baseCachePath: folder },
    appUpdateConfigPath: path.join(folder, 'app-update.yml'),
    whenReady: async () => undefined,
    ...{ relaunch: () => undefined, quit: () => undefined, onQuit: () => undefined },
  };
  return createUpdateFeed(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, (options) => {
    const updater = Object.assign(new DebUpdater(null, app), { httpExecutor });
    updater.setFeedURL(options);
    return updater;
  });
}

describe('the feed of updates', () => {
  it('has a newer version for a kiosk within the share that is released to', async () => {
    const feed = await kioskWith(feedOf('0.2.0', 60));
    expect(await feed.check()).toEqual({ version: '0.2.0' });
  });

  it('has nothing for a kiosk outside that share', async () => {
    const feed = await kioskWith(feedOf('0.2.0', 40));
    expect(await feed.check()).toBeNull();
    await expect(feed.download()).rejects.toThrow('was not looked at');
  });

  it.each(['0.1.0', '0.0.9'])('has nothing in %s, which is no newer', async (version) => {
    expect(await (await kioskWith(feedOf(version, 100))).check()).toBeNull();
  });
});
