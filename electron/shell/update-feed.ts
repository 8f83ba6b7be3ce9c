import type { DebUpdater } from 'electron-updater';

const FILE_LIMIT_MS = 30_000;

type FeedAddress = { provider: 'generic'; url: string };

/**
 * The feed of updates by electron-updater: a plain folder behind an address, with `latest-linux.yml`. It knows the newer
 * version, the share of kiosks that has its turn, and checks the SHA-512 of what it downloads; the signature lies beside
 * the package.
 *
 * @param make how the library is begun; plain Node has no Electron that tells version and folders
 */
export function createUpdateFeed(url: string, make?: (feed: FeedAddress) => DebUpdater) {
  let updater: DebUpdater | null = null;
  let address: string | null = null;

  async function load(): Promise<DebUpdater> {
    // Only when there is a feed: it opens a network session of its own.
    const { DebUpdater } = await import('electron-updater');
    const feed: FeedAddress = { provider: 'generic', url };
    const made = make?.(feed) ?? new DebUpdater(feed);
    made.logger = null;
    made.autoDownload = false;
    made.autoInstallOnAppQuit = false;
    made.allowDowngrade = false;
    return made;
  }

  return {
    async check(): Promise<{ version: string } | null> {
      updater ??= await load();
      const found = await updater.checkForUpdates();
      if (!found?.isUpdateAvailable) return null;
      const file = found.updateInfo.files.find((each) => each.url.endsWith('.deb'));
      if (!file) return null;
      address = new URL(file.url, url.endsWith('/') ? url : `${url}/`).href;
      return { version: found.updateInfo.version };
    },
    async download(): Promise<{ file: string; signature: Uint8Array }> {
      if (!updater || !address) throw new Error('the feed was not looked at');
      const [file] = await updater.downloadUpdate();
      if (file === undefined) throw new Error('the feed brought no file');
      const answer = await fetch(`${address}.sig`, { signal: AbortSignal.timeout(FILE_LIMIT_MS) });
      if (!answer.ok) throw new Error(`the package has no signature (${answer.status})`);
      return { file, signature: new Uint8Array(await answer.arrayBuffer()) };
    },
  };
}
