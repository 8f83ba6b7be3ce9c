import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { setViewer } from '../../../central/index.ts';
import { addRecords } from '../central/add-records.ts';
import { openLoad } from '../central/load.ts';
import { type CentreProcesses, startCentreProcesses } from '../centre-processes.ts';
import { type Asked, WARM_UP_ROUNDS } from './asked.ts';
import { facilityOfCountry, makeCountry } from './make-country.ts';

type Options = {
  /** One run for each. */
  sizes: readonly number[];
  facilities: number;
  /** How often each view is asked for. */
  times: number;
  /** How often all of it is asked for again at most, until the machine is as fast afterwards as before. */
  attempts: number;
  log(line: string): void;
};

type Size = {
  persons: number;
  tokens: number;
  databaseGB: number;
  p95Ms: Record<string, number>;
  /** What the intake took meanwhile, and what it takes with nobody reading. */
  intakePerSecond: number;
  intakeAlonePerSecond: number;
};

const FACILITY = '10001';
/** As the country would have it: 75 million of 65 million persons. */
const TOKENS_PER_PERSON = 75 / 65;
/** For each time that all views are asked: records to measure the intake alone with, and seconds that records are sealed ahead for. */
const PER_ROUND = { records: 25, seconds: 1 };
const STEADY = 0.1;
const DAY_MS = 86_400_000;
/** As the page says it: Bangkok is 7 hours ahead. */
const BANGKOK_MS = 7 * 3_600_000;
const dayAgo = (days: number): string =>
  new Date(Date.now() + BANGKOK_MS - days * DAY_MS).toISOString().slice(0, 10);
const since = (days: number): string => `from=${dayAgo(days)}&to=${dayAgo(0)}`;

/** Every view of the report's page, as the page asks for it. */
const VIEWS: Record<string, string> = {
  regions: '/v1/reports/regions',
  regionsOfMonth: `/v1/reports/regions?${since(30)}`,
  regionsOfYear: `/v1/reports/regions?${since(365)}`,
  facilities: '/v1/reports/regions/6',
  facilitiesOfMonth: `/v1/reports/regions/6?${since(30)}`,
  facilitiesOfYear: `/v1/reports/regions/6?${since(365)}`,
  facility: `/v1/reports/facilities/${FACILITY}?${since(365)}`,
  seriesOfDays: `/v1/reports/series?${since(365)}`,
  seriesOfMonths: `/v1/reports/series?grain=month&${since(1459)}`,
  seriesOfFacility: `/v1/reports/series?of=facility&place=${FACILITY}&grain=week&${since(1459)}`,
  silent: '/v1/reports/silent?days=3',
  unconfirmedByFacility: '/v1/reports/unconfirmed-by?region=6&days=3',
  unconfirmed: `/v1/reports/unconfirmed?hcode=${FACILITY}&days=3`,
  callBacks: '/v1/reports/call-backs',
  hours: `/v1/reports/hours?hcode=${FACILITY}&${since(90)}`,
};

/** How long each view takes, with so many persons there, while the intake runs at half of what it can. */
export async function benchReports({ sizes, ...options }: Options) {
  const measured: Size[] = [];
  for (const persons of sizes) {
    options.log(`making ${persons} persons in ${options.facilities} facilities`);
    const size = await benchSize({ ...options, persons });
    options.log(JSON.stringify(size));
    measured.push(size);
  }
  const last = measured.at(-1);
  if (!last) throw new Error('no size was asked for');
  return {
    persons: last.persons,
    tokens: last.tokens,
    facilities: options.facilities,
    p95Ms: last.p95Ms,
    sizes: measured,
  };
}

async function benchSize({
  persons,
  facilities,
  times,
  attempts,
  log,
}: Omit<Options, 'sizes'> & { persons: number }): Promise<Size> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-reports-'));
  const tokens = Math.round(persons * TOKENS_PER_PERSON);
  const centre = await startCentreProcesses({ processes: 2, reportsApart: true });
  try {
    await makeCountry(centre.db, centre.databaseUrl, { facilities, persons, tokens });
    const databaseGB = await addRecords(centre.databaseUrl, { persons, records: tokens }, log);
    // Beside those of the views, in all regions.
    const load = await openLoad(centre, folder, (device) => facilityOfCountry(2 + device));
    const cookie = await signIn(centre);
    const asked = { address: centre.reportsAddress, cookie, views: VIEWS, times };
    const { p95Ms, alone, intakePerSecond } = await onASteadyMachine(
      () => load.measure('small', times * PER_ROUND.records),
      async (alone) => {
        let p95Ms: Record<string, number> = {};
        const seconds = (WARM_UP_ROUNDS + times) * PER_ROUND.seconds;
        const intakePerSecond = await load.during('small', alone / 2, seconds, async () => {
          p95Ms = await askViews(asked);
        });
        return { p95Ms, alone, intakePerSecond };
      },
      attempts,
      log,
    );
    await load.close();
    return { persons, tokens, databaseGB, p95Ms, intakePerSecond, intakeAlonePerSecond: alone };
  } finally {
    await centre.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What the intake takes alone is measured before the views and after them: on a machine that slowed down meanwhile, half of what it took
 * before is not half of what it can. Of all attempts the one counts in which the two differ least.
 */
async function onASteadyMachine<Result>(
  intakeAlone: () => Promise<{ recordsPerSecond: number }>,
  attempt: (alone: number) => Promise<Result>,
  attempts: number,
  log: (line: string) => void,
): Promise<Result> {
  let best: { change: number; result: Result } | null = null;
  for (let made = 0; made < attempts; made += 1) {
    const before = (await intakeAlone()).recordsPerSecond;
    const result = await attempt(before);
    const after = (await intakeAlone()).recordsPerSecond;
    const change = Math.abs(after - before) / before;
    log(`intake alone ${before} a second before, ${after} after: ${JSON.stringify(result)}`);
    if (best === null || change < best.change) best = { change, result };
    if (change <= STEADY) break;
  }
  if (best === null) throw new Error('nothing was attempted');
  return best.result;
}

async function signIn({ db, reportsAddress }: CentreProcesses): Promise<string> {
  const name = 'bench';
  const password = await setViewer(db, { name, scope: { kind: 'ministry', place: '' } }, new Date());
  const answer = await fetch(`${reportsAddress}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, password }),
  });
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

async function askViews(asked: Asked): Promise<Record<string, number>> {
  const worker = new Worker(new URL('./ask-views.worker.ts', import.meta.url), { workerData: asked });
  const [p95Ms] = await once(worker, 'message');
  return p95Ms;
}
