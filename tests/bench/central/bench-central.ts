import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CentreProcesses, startCentreProcesses } from '../centre-processes.ts';
import { median } from '../percentile.ts';
import { addRecords } from './add-records.ts';
import { type Load, openLoad } from './load.ts';

type Options = { records: number; at: number; log: (line: string) => void };

/** Runs on the full and on the empty database in turn: whatever else the machine does then falls on both. */
const ROUNDS = 3;

/**
 * The intake under load: devices that each send one call after another, records sealed beforehand. The devices share
 * the machine with the centre and PostgreSQL.
 *
 * @param records small ones of each run; half as many large ones
 * @param at so many small records are there already in the last runs; 0 leaves them out
 */
export async function benchCentral({ records, at, log }: Options) {
  const intake: (Awaited<ReturnType<Load['measure']>> & { processes: number })[] = [];
  for (const processes of [1, 2])
    await underLoad(processes, async (load) => {
      for (const size of ['large', 'small'] as const) {
        log(`intake: ${size} records, ${processes} process(es)`);
        const measured = await load.measure(size, size === 'large' ? Math.ceil(records / 2) : records);
        intake.push({ processes, ...measured });
        log(JSON.stringify(intake.at(-1)));
      }
    });
  return at === 0 ? { intake } : { intake, [nameOf(at)]: await benchFull({ records, at, log }) };
}

const nameOf = (at: number): string => (at >= 1_000_000 ? `at${at / 1_000_000}M` : `at${at}`);

/** Small records, two processes: with so many there already, and with none. */
async function benchFull({ records, at, log }: Options) {
  const rates = { full: [] as number[], empty: [] as number[] };
  let databaseGB = 0;
  await underLoad(2, (full, { databaseUrl }) =>
    underLoad(2, async (empty) => {
      log(`adding ${at} records inside the database`);
      databaseGB = await addRecords(databaseUrl, { persons: at, records: at }, log);
      for (let round = 0; round < ROUNDS; round += 1) {
        rates.full.push((await full.measure('small', records)).recordsPerSecond);
        rates.empty.push((await empty.measure('small', records)).recordsPerSecond);
        log(`with ${at} records, and with none: ${JSON.stringify(rates)}`);
      }
    }),
  );
  return { recordsPerSecond: median(rates.full), emptyRecordsPerSecond: median(rates.empty), databaseGB };
}

async function underLoad(
  processes: number,
  work: (load: Load, centre: CentreProcesses) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-central-'));
  const centre = await startCentreProcesses({ processes });
  try {
    const load = await openLoad(centre, folder);
    await work(load, centre);
    await load.close();
  } finally {
    await centre.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
