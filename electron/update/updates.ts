import { copyFile, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { PublicJwk } from '../../contract/index.ts';
import { forgetOffer, isPostponed, noteNoOffer, type PostponementOptions } from './postponement.ts';
import { isReleased } from './verify-release.ts';

/** What a look at the feed came to. */
export type UpdateState =
  /** Nothing newer, or not yet for this kiosk: a release goes to a share of the kiosks first. What lay ready was withdrawn. */
  | 'none'
  /** A newer version that did not start here and was taken back. */
  | 'failed-before'
  /** Not signed by the centre, or altered since. */
  | 'not-released'
  /** Seen, not downloaded, and put off for the days that IT has laid down. */
  | 'postponed'
  /** Lies ready: the machine's own updater installs it at night. */
  | 'ready';

const PACKAGE = 'kiosk.deb';
const SIGNATURE = `${PACKAGE}.sig`;

export type UpdateOptions = PostponementOptions & {
  feed: {
    /** The newer version that this kiosk may have; null when there is none. */
    check(): Promise<{ version: string } | null>;
    /** Brings its package, checked against the feed's SHA-512; answers where it lies and its signature. */
    download(): Promise<{ file: string; signature: Uint8Array }>;
  };
  /** Where the kiosk and the machine's updater meet: `ready/`, and what the updater says of the last one in `failed`. */
  folder: string;
  signingKeys: () => readonly PublicJwk[];
};

/**
 * Looks at the feed once: when the days of a newer version are over it is downloaded, checked and laid ready; what lies ready
 * already stays as it is, and goes when the feed offers it no more. The kiosk itself installs nothing: it has no right to
 * write where it lies.
 */
export async function lookForUpdate(options: UpdateOptions): Promise<UpdateState> {
  const { feed, folder, signingKeys } = options;
  const ready = path.join(folder, 'ready');
  const offer = await feed.check();
  if (offer === null) {
    await noteNoOffer(options);
    await rm(ready, { recursive: true, force: true });
    return 'none';
  }
  const { version } = offer;
  if ((await readIfThere(path.join(folder, 'failed')))?.trim() === version) {
    await forgetOffer(options);
    return 'failed-before';
  }
  if (await isPostponed(options)) return 'postponed';
  if (await liesReady(ready, version, signingKeys())) return 'ready';
  return (await layReady(ready, version, options)) ? 'ready' : 'not-released';
}

/** Whether this version lies there and is whole: what the disk or somebody has changed is brought again. */
async function liesReady(ready: string, version: string, keys: readonly PublicJwk[]): Promise<boolean> {
  if ((await readIfThere(path.join(ready, 'version'))) !== version) return false;
  try {
    return await isReleased(path.join(ready, PACKAGE), await readFile(path.join(ready, SIGNATURE)), keys);
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw fault;
  }
}

/**
 * The whole folder appears at once: the updater never meets half a package. What is checked is the copy that is laid there.
 * @returns whether it was released by the centre
 */
async function layReady(
  ready: string,
  version: string,
  { feed, signingKeys }: UpdateOptions,
): Promise<boolean> {
  const { file, signature } = await feed.download();
  const unfinished = `${ready}.unfinished`;
  const copy = path.join(unfinished, PACKAGE);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await copyFile(file, copy);
  if (!(await isReleased(copy, signature, signingKeys()))) {
    await rm(unfinished, { recursive: true });
    return false;
  }
  await toDisk(copy);
  await writeFile(path.join(unfinished, SIGNATURE), signature, { flush: true });
  await writeFile(path.join(unfinished, 'version'), version, { flush: true });
  await rm(ready, { recursive: true, force: true });
  await rename(unfinished, ready);
  return true;
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync().finally(() => handle.close());
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}
