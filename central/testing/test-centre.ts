import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CentreLog } from '../app.ts';
import { type RunningCentre, type StartOptions, startCentre } from '../start.ts';

export type TestCentre = RunningCentre & {
  directory: string;
  /** Moves the centre's clock; the devices keep theirs. */
  moveClock: (byMs: number) => void;
  now: () => Date;
};

/** What the ministry's own tools would have. */
export const TEST_ADMIN_TOKEN = 'the-token-of-the-ministrys-own-tools';

/** A whole centre on a PostgreSQL of its own, in a temporary folder that goes away with `stop`. */
export async function startTestCentre(
  log?: CentreLog,
  options: Pick<StartOptions, 'openId' | 'port'> = {},
): Promise<TestCentre> {
  const directory = await mkdtemp(join(tmpdir(), `centre-${randomBytes(3).toString('hex')}-`));
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const centre = await startCentre({
    ...options,
    ...{ directory, now, log },
    adminToken: TEST_ADMIN_TOKEN,
    postgresSettings: ['fsync=off'],
  });
  return {
    ...centre,
    directory,
    now,
    moveClock: (byMs) => {
      offsetMs += byMs;
    },
    stop: async () => {
      await centre.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
