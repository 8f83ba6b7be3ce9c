import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SealedRecord } from '../../../contract/index.ts';
import { type Kiosk, openKiosk } from '../../faults/index.ts';
import { startCentreProcesses } from '../centre-processes.ts';
import { percentile } from '../percentile.ts';
import { addRecords } from './add-records.ts';

const DEVICES = 24;
/** What a kiosk that was offline for a while sends in one call. */
const CALL_RECORDS = 16;
/** Contents that make envelopes of about 30 kB, and of the smallest there are. */
const SIZES = { large: 11_200, small: 0 };

type Size = keyof typeof SIZES;
type Centre = Awaited<ReturnType<typeof startCentreProcesses>>;
type Options = { records: number; at: number; log: (line: string) => void };

/**
 * The intake under load: devices that each send one call after another, records sealed beforehand. The devices share
 * the machine with the centre and PostgreSQL.
 */
export async function benchCentral({ records, at, log }: Options) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-central-'));
  const intake: Measured[] = [];
  try {
    for (const processes of [1, 2]) {
      const centre = await startCentreProcesses({ processes });
      try {
        const devices = await openDevices(centre, join(folder, String(processes)));
        for (const size of ['large', 'small'] as const) {
          log(`intake: ${size} records, ${processes} process(es)`);
          const count = size === 'large' ? Math.ceil(records / 2) : records;
          const measured = { processes, ...(await measure(centre, devices, size, count)) };
          log(JSON.stringify(measured));
          intake.push(measured);
        }
        if (processes === 2 && at > 0) {
          log(`adding ${at} records inside the database`);
          await addRecords(centre.databaseUrl, at);
          log('intake: small records, once more');
          const { recordsPerSecond } = await measure(centre, devices, 'small', records);
          return { intake, [nameOf(at)]: { recordsPerSecond } };
        }
        for (const device of devices) await device.stop();
      } finally {
        await centre.stop();
      }
    }
    return { intake };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Measured = Awaited<ReturnType<typeof measure>> & { processes: number };

const nameOf = (at: number): string => (at >= 1_000_000 ? `at${at / 1_000_000}M` : `at${at}`);

function openDevices(centre: Centre, folder: string): Promise<Kiosk[]> {
  return Promise.all(
    Array.from({ length: DEVICES }, async (_, at) => {
      const kiosk = await openKiosk({
        file: join(folder, String(at), 'kiosk.db'),
        secret: randomBytes(32),
        provisioning: await centre.provision(),
        fetch: centre.fetchFrom(at),
        timeoutMs: 60_000,
      });
      await kiosk.register();
      // Brings the access token and the nonce.
      await kiosk.client.deviceReport();
      return kiosk;
    }),
  );
}

async function measure(centre: Centre, devices: readonly Kiosk[], size: Size, records: number) {
  const calls = Math.ceil(records / CALL_RECORDS / devices.length);
  const work = await Promise.all(devices.map((device) => sealAhead(device, calls, size)));
  const callMs: number[] = [];
  const started = performance.now();
  await Promise.all(devices.map((device, at) => sendAll(device, work[at] ?? [], callMs)));
  const seconds = (performance.now() - started) / 1000;
  const sent = calls * CALL_RECORDS * devices.length;
  return {
    bytes: work[0]?.[0]?.[0]?.jws.length ?? 0,
    recordsPerSecond: Math.round(sent / seconds),
    p99Ms: Math.round(percentile(callMs, 0.99)),
    rssMB: centre.residentMB(),
  };
}

async function sealAhead(device: Kiosk, calls: number, size: Size): Promise<SealedRecord[][]> {
  const batches: SealedRecord[][] = [];
  for (let call = 0; call < calls; call += 1) {
    const batch: SealedRecord[] = [];
    for (let made = 0; made < CALL_RECORDS; made += 1) {
      const citizen = randomBytes(4).readUInt32BE();
      batch.push(await device.makeSealed({ citizen, pictureBytes: SIZES[size] }));
    }
    batches.push(batch);
  }
  return batches;
}

async function sendAll(device: Kiosk, batches: readonly SealedRecord[][], callMs: number[]): Promise<void> {
  for (const batch of batches) {
    const started = performance.now();
    const answers = await device.client.putRecords(batch);
    callMs.push(performance.now() - started);
    const refused = answers.find((answer) => 'error' in answer);
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
  }
}
