import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKillableCentre } from './centre.ts';
import { openKioskLane } from './kiosk-lane.ts';
import { chanceOf, FAULT_KINDS, type FaultKind, planTrial } from './plan-trial.ts';

export type FaultFigures = {
  trials: number;
  made: number;
  arrived: number;
  lost: number;
  doubled: number;
  stuck: number;
  /** How often each kind of fault came to pass. */
  kinds: Record<FaultKind, number>;
};

type Options = { trials: number; seed: number; log: (line: string) => void };
type KillableCentre = Awaited<ReturnType<typeof startKillableCentre>>;

/** Kiosks at work at the same time. */
const LANES = 3;

/**
 * Random trials over real kiosk processes and a real centre process: each makes records while something goes wrong,
 * then runs once without faults. A record is lost when the centre has it not, doubled when it is there or was counted
 * more than once, stuck when the kiosk still holds it.
 */
export async function runFaults({ trials, seed, log }: Options): Promise<FaultFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  const centre = await startKillableCentre();
  const kinds = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as FaultFigures['kinds'];
  const figures: FaultFigures = { trials: 0, made: 0, arrived: 0, lost: 0, doubled: 0, stuck: 0, kinds };
  try {
    let next = 0;
    const lane = async (number: number): Promise<void> => {
      const kiosk = await openKioskLane(join(folder, String(number)), centre, await centre.provision());
      if (!kiosk.hasSmallDisk) log('No disk can be filled here: only root may mount one.');
      try {
        while (next < trials) {
          const index = next++;
          const random = chanceOf(seed, index);
          const plan = planTrial(random);
          const { made, ended, failures, happened } = await kiosk.run(plan, random);
          for (const kind of happened) kinds[kind] += 1;
          const there = await countsOf(centre, made);
          const held = ended === null ? made.length - there.records : ended.parked + ended.envelopes;
          figures.trials += 1;
          figures.made += made.length;
          figures.arrived += there.records;
          figures.lost += made.length - there.records;
          figures.doubled += there.tokens - there.records;
          figures.stuck += held;
          const wrong = ended === null || !ended.chain || held > 0 || there.records !== made.length;
          if (wrong || failures.length > 0)
            log(JSON.stringify({ trial: index, plan, made: made.length, there, ended, failures }));
        }
      } finally {
        await kiosk.close();
      }
    };
    await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
    figures.doubled += await countedTooOften(centre);
    log(`the centre was killed ${centre.kills()} times`);
    return figures;
  } finally {
    await centre.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Records with these ids, and tokens that came with them. */
async function countsOf(
  { ask }: KillableCentre,
  ids: string[],
): Promise<{ records: number; tokens: number }> {
  if (ids.length === 0) return { records: 0, tokens: 0 };
  return ask(async (db) => {
    const records = await db.selectFrom('records').where('id', 'in', ids).select('id').execute();
    const tokens = await db.selectFrom('tokens').where('record_id', 'in', ids).select('jti').execute();
    return { records: records.length, tokens: tokens.length };
  });
}

/** How far the roll-ups are from the records. */
async function countedTooOften({ ask }: KillableCentre): Promise<number> {
  return ask(async (db) => {
    const { counted } = await db
      .selectFrom('daily_counts')
      .select((is) => is.fn.sum<string>('tokens').as('counted'))
      .executeTakeFirstOrThrow();
    const { records } = await db
      .selectFrom('records')
      .select((is) => is.fn.countAll<string>().as('records'))
      .executeTakeFirstOrThrow();
    return Math.abs(Number(counted) - Number(records));
  });
}
