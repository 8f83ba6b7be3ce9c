import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { PublicJwk } from '../../contract/index.ts';
import { isReleased } from './verify-release.ts';

/** What a look at the feed came to. */
export type UpdateState =
  /** Nothing newer, or not yet for this kiosk: a release goes to a share of the kiosks first. */
  | 'none'
  /** A newer version that did not start here and was taken back. */
  | 'failed-before'
  /** Not signed by the centre, or altered since. */
  | 'not-released'
  /** Seen, and put off for the days that IT has laid down. */
  | 'postponed'
  /** Lies ready: the machine's own updater installs it at night. */
  | 'ready';

export type UpdateOptions = {
  feed: {
    /** The newer version that this kiosk may have; null when there is none. */
    check(): Promise<{ version: string } | null>;
    /** Brings its package, checked against the feed's SHA-512; answers where it lies and its signature. */
    download(): Promise<{ file: string; signature: Uint8Array }>;
  };
  /** Where the kiosk and the machine's updater meet: `ready/`, and what the updater says of the last one in `failed`. */
  folder: string;
  signingKeys: () => readonly PublicJwk[];
  postponeDays: number;
  now: () => Date;
};

const offerSchema = z.object({ version: z.string(), offeredAt: z.iso.datetime() });
const DAY_MS = 86_400_000;

/**
 * Looks at the feed once: a newer version is downloaded and checked as soon as it is seen, and laid ready when its days are
 * over. The kiosk itself installs nothing: it has no right to write where it lies.
 */
export async function lookForUpdate(options: UpdateOptions): Promise<UpdateState> {
  const { feed, folder, signingKeys, postponeDays, now } = options;
  const offer = await feed.check();
  if (offer === null) return 'none';
  const { version } = offer;
  if ((await readIfThere(path.join(folder, 'failed')))?.trim() === version) return 'failed-before';
  const offeredAt = await firstSeen(folder, version, now());
  if (now().getTime() < offeredAt.getTime() + postponeDays * DAY_MS) return 'postponed';
  const { file, signature } = await feed.download();
  const content = await readFile(file);
  if (!isReleased(content, signature, signingKeys())) return 'not-released';
  await layReady(path.join(folder, 'ready'), content, signature);
  return 'ready';
}

async function firstSeen(folder: string, version: string, now: Date): Promise<Date> {
  const file = path.join(folder, 'offered.json');
  const kept = await readIfThere(file);
  const known = kept === null ? undefined : offerSchema.safeParse(JSON.parse(kept)).data;
  if (known?.version === version) return new Date(known.offeredAt);
  await mkdir(folder, { recursive: true });
  await writeFile(file, JSON.stringify({ version, offeredAt: now.toISOString() }));
  return now;
}

/** The whole folder appears at once: the updater never meets half a package. */
async function layReady(ready: string, content: Uint8Array, signature: Uint8Array): Promise<void> {
  const unfinished = `${ready}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  await writeFile(path.join(unfinished, 'kiosk.deb'), content, { flush: true });
  await writeFile(path.join(unfinished, 'kiosk.deb.sig'), signature, { flush: true });
  await rm(ready, { recursive: true, force: true });
  await rename(unfinished, ready);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw fault;
  }
}
