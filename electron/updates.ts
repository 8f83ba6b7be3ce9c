import { mkdirSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Provisioning } from '../contract/index.ts';
import type { CentreKeyRing, Managed } from './device/index.ts';
import { codeOf, type Logger } from './log.ts';
import { updateFeedOf } from './managed-settings.ts';
import { createUpdateFeed } from './shell/index.ts';
import { lookForUpdate } from './update/index.ts';
import { forgetBeforeMigration } from './vault/index.ts';

/** The first minutes belong to the counter. */
const FIRST_LOOK_MS = 20_000;
const EACH_LOOK_MS = 3_600_000;
const EACH_NOTE_MS = 60_000;

/** Looks for updates while the kiosk runs, and tells the machine's own updater that this version started. */
export function followUpdates(options: {
  profile: string;
  version: string;
  isPackaged: boolean;
  managed: Managed;
  provisioning: Pick<Provisioning, 'updateUrl'>;
  signingKeys: Pick<CentreKeyRing, 'trusted'>;
  now: () => Date;
  log: Logger;
}) {
  const { profile, version, isPackaged, managed, provisioning, signingKeys, now, log } = options;
  const folder = path.join(profile, 'update');
  mkdirSync(folder, { recursive: true });
  /** Without a feed nothing is looked for. */
  const url = isPackaged ? updateFeedOf(managed, provisioning) : undefined;
  const postponeDays = managed.postponeUpdatesDays ?? 0;
  const looking = { folder, running: version, postponeDays, signingKeys: signingKeys.trusted, now };
  let timer: NodeJS.Timeout | undefined;
  let visitNotedMs = Number.NEGATIVE_INFINITY;

  function lookEvery(feed: ReturnType<typeof createUpdateFeed>, waitMs: number): void {
    timer = setTimeout(() => {
      lookForUpdate({ ...looking, feed })
        .then((state) => log.info({ state }, 'looked for an update'))
        .catch((fault: unknown) => log.warn({ fault: codeOf(fault) }, 'the update could not be looked for'))
        .finally(() => lookEvery(feed, EACH_LOOK_MS));
    }, waitMs);
  }

  return {
    /** A visit is under way: the machine's updater, which reads the file's time, does not stop the kiosk now. */
    noteVisit(): void {
      if (performance.now() - visitNotedMs < EACH_NOTE_MS) return;
      visitNotedMs = performance.now();
      // No visit fails for it.
      writeFile(path.join(folder, 'visited'), '').catch((fault: unknown) =>
        log.warn({ fault: codeOf(fault) }, 'the visit could not be noted for the updater'),
      );
    },
    noteStarted(): void {
      writeFileSync(path.join(folder, 'started'), version);
      forgetBeforeMigration(path.join(profile, 'vault', 'kiosk.db'));
      if (url !== undefined) lookEvery(createUpdateFeed(url), FIRST_LOOK_MS);
    },
    stop: () => clearTimeout(timer),
  };
}
