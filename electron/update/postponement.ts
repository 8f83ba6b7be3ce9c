import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const DAY_MS = 86_400_000;
const FILE = 'offered.json';

/** What is kept of offers that were not taken yet. */
const offerSchema = z.object({
  /** The program that runs: once another does, something was taken. */
  running: z.string(),
  offeredAt: z.iso.datetime(),
  /** Since when the feed has had nothing for this kiosk; null while it has. */
  goneAt: z.iso.datetime().nullable(),
});
type Offer = z.infer<typeof offerSchema>;

export type PostponementOptions = {
  folder: string;
  /** Version of the program that runs. */
  running: string;
  postponeDays: number;
  now: () => Date;
};

/**
 * Whether what the feed offers now has to wait still. The days count from the first offer that was not taken, not from each
 * version's own: a feed that brings a new one every day would put them all off for ever.
 */
export async function isPostponed(options: PostponementOptions): Promise<boolean> {
  const { running, postponeDays, now } = options;
  const at = now();
  const endOf = (from: string): number => new Date(from).getTime() + postponeDays * DAY_MS;
  const known = await readOffer(options);
  const goesOn = known?.running === running && (known.goneAt === null || at.getTime() < endOf(known.goneAt));
  const offeredAt = goesOn ? known.offeredAt : at.toISOString();
  if (!goesOn || known.goneAt !== null) await keepOffer(options, { running, offeredAt, goneAt: null });
  return at.getTime() < endOf(offeredAt);
}

/** The feed has nothing for this kiosk: what it offered was withdrawn, or the next goes to other kiosks first. */
export async function noteNoOffer(options: PostponementOptions): Promise<void> {
  const known = await readOffer(options);
  if (known === null || known.goneAt !== null) return;
  await keepOffer(options, { ...known, goneAt: options.now().toISOString() });
}

/** One that was taken and did not start counts as taken: the days of the next begin when it is seen. */
export function forgetOffer({ folder }: PostponementOptions): Promise<void> {
  return rm(path.join(folder, FILE), { force: true });
}

async function readOffer({ folder }: PostponementOptions): Promise<Offer | null> {
  try {
    return offerSchema.parse(JSON.parse(await readFile(path.join(folder, FILE), 'utf8')));
  } catch {
    // Not there yet, or of an older program: the days begin now, and the kiosk goes on getting updates.
    return null;
  }
}

async function keepOffer({ folder }: PostponementOptions, offer: Offer): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${FILE}.unfinished`), JSON.stringify(offer));
  await rename(path.join(folder, `${FILE}.unfinished`), path.join(folder, FILE));
}
