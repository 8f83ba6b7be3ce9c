import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type CentreProcesses, startCentreProcesses } from '../bench/index.ts';
import { startCluster } from './cluster.ts';
import { startIntake } from './intake.ts';
import { preparePrograms } from './programs.ts';

export type HaFigures = {
  kills: number;
  /** Records that a kiosk holds a receipt for. */
  acknowledged: number;
  /** Of these, the ones that the database has. */
  present: number;
  /** Envelopes, tokens and counts beyond one for each record. */
  doubled: number;
  /** Records that the synchronous standby has. */
  onStandby: number;
  /** The longest time in which no kiosk got a receipt. */
  longestGapMs: number;
};

const UNDISTURBED_MS = 5_000;

/** Kiosks deliver to two centre processes while the primary of their database is killed, again and again. */
export async function runHa({
  kills,
  log,
}: {
  kills: number;
  log: (line: string) => void;
}): Promise<HaFigures> {
  await preparePrograms(log);
  const cluster = await startCluster(log);
  const folder = mkdtempSync(join(tmpdir(), 'ha-kiosks-'));
  try {
    // That the database is away meanwhile is no news.
    const centre = await startCentreProcesses({
      processes: 2,
      databaseUrl: cluster.databaseUrl,
      logLevel: 'error',
    });
    try {
      const intake = await startIntake(folder, centre);
      await pause(UNDISTURBED_MS);
      for (let kill = 1; kill <= kills; kill += 1) {
        const name = await cluster.killLeader();
        const killedAt = performance.now();
        const successor = await cluster.otherLeaderThan(name);
        const seconds = ((performance.now() - killedAt) / 1000).toFixed(1);
        log(`kill ${kill}: ${name} was primary; ${successor} is, ${seconds} s later`);
        await pause(UNDISTURBED_MS);
        cluster.startAgain(name);
        await cluster.whole();
        await pause(UNDISTURBED_MS);
        log(`${name} follows; ${intake.acknowledged()} records have their receipt`);
      }
      const { made, acknowledged, parked, longestGapMs } = await intake.finish();
      if (parked > 0 || made.length > acknowledged.length)
        log(`${made.length} made, ${acknowledged.length} acknowledged, ${parked} parked`);
      const { present, doubled } = await countsOf(centre, acknowledged, made.length);
      const onStandby = Math.max(...(await cluster.countOnStandbys('records')));
      return { kills, acknowledged: acknowledged.length, present, doubled, longestGapMs, onStandby };
    } finally {
      await centre.stop();
    }
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function countsOf({ db }: CentreProcesses, acknowledged: readonly string[], made: number) {
  const count = async (table: 'records' | 'envelopes' | 'tokens') => {
    const { all } = await db
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<string>().as('all'))
      .executeTakeFirstOrThrow();
    return Number(all);
  };
  const there = new Set((await db.selectFrom('records').select('id').execute()).map(({ id }) => id));
  const { counted } = await db
    .selectFrom('daily_counts')
    .select(({ fn }) => fn.sum<string>('tokens').as('counted'))
    .executeTakeFirstOrThrow();
  const records = await count('records');
  const beyond = [
    (await count('envelopes')) - records,
    (await count('tokens')) - records,
    Number(counted) - records,
    records - made,
  ];
  return {
    present: acknowledged.filter((id) => there.has(id)).length,
    doubled: beyond.reduce((sum, more) => sum + Math.max(0, more), 0),
  };
}
