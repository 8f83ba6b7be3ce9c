import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Facility, SealedRecord } from '../../../contract/index.ts';
import { type Kiosk, openKiosk } from '../../faults/index.ts';
import type { CentreProcesses } from '../centre-processes.ts';
import { percentile } from '../percentile.ts';

const DEVICES = 24;
/** What a kiosk that was offline for a while sends in one call. */
const CALL_RECORDS = 16;
/**
 * Bytes of pictures that make envelopes of about 30 kB, and of the smallest there are: the 2 kB of text of a record, which
 * sealing (base64 twice) makes 3.7 kB.
 */
const PICTURE_BYTES = { large: 11_200, small: 0 };

export type Size = keyof typeof PICTURE_BYTES;
export type Load = Awaited<ReturnType<typeof openLoad>>;

/**
 * Registered devices, and what the centre does under their records.
 *
 * @param facilityOf where the n-th device stands; all in one facility when left out
 */
export async function openLoad(
  centre: CentreProcesses,
  folder: string,
  facilityOf: (device: number) => Facility | undefined = () => undefined,
) {
  const devices = await Promise.all(
    Array.from({ length: DEVICES }, async (_, at) => {
      const kiosk = await openKiosk({
        file: join(folder, String(at), 'kiosk.db'),
        secret: randomBytes(32),
        provisioning: await centre.provision(facilityOf(at)),
        fetch: centre.fetchFrom(at),
        timeoutMs: 60_000,
      });
      await kiosk.register();
      // Brings the access token and the nonce.
      await kiosk.client.deviceReport();
      return kiosk;
    }),
  );

  return {
    measure: async (size: Size, records: number) => {
      const calls = Math.ceil(records / CALL_RECORDS / devices.length);
      const work = await Promise.all(devices.map((device) => sealAhead(device, calls, size)));
      const callMs: number[] = [];
      let halfwayMB = 0;
      const onCall = (ms: number) => {
        callMs.push(ms);
        if (callMs.length === Math.ceil((calls * devices.length) / 2)) halfwayMB = centre.residentMB();
      };
      const started = performance.now();
      await Promise.all(devices.map((device, at) => sendAll(device, work[at] ?? [], onCall)));
      const seconds = (performance.now() - started) / 1000;
      return {
        bytes: work[0]?.[0]?.[0]?.jws.length ?? 0,
        recordsPerSecond: Math.round((calls * CALL_RECORDS * devices.length) / seconds),
        p99Ms: Math.round(percentile(callMs, 0.99)),
        rssMB: centre.residentMB(),
        halfwayRssMB: halfwayMB,
      };
    },
    /**
     * Sends so many records a second while the work lasts.
     *
     * @returns the rate that was kept
     */
    during: async (size: Size, recordsPerSecond: number, mostSeconds: number, work: () => Promise<void>) => {
      const calls = Math.ceil((recordsPerSecond * mostSeconds) / CALL_RECORDS / devices.length);
      const ahead = await Promise.all(devices.map((device) => sealAhead(device, calls, size)));
      const everyMs = (1000 * CALL_RECORDS * devices.length) / recordsPerSecond;
      let isOver = false;
      let sent = 0;
      const started = performance.now();
      const sending = devices.map(async (device, at) => {
        for (const [call, batch] of (ahead[at] ?? []).entries()) {
          const dueMs = started + everyMs * (call + at / devices.length);
          await sleep(Math.max(0, dueMs - performance.now()));
          if (isOver) return;
          await sendAll(device, [batch], () => {});
          sent += batch.length;
        }
      });
      await work();
      const seconds = (performance.now() - started) / 1000;
      const rate = Math.round(sent / seconds);
      isOver = true;
      await Promise.all(sending);
      return rate;
    },
    close: async () => {
      for (const device of devices) await device.stop();
    },
  };
}

async function sealAhead(device: Kiosk, calls: number, size: Size): Promise<SealedRecord[][]> {
  const batches: SealedRecord[][] = [];
  for (let call = 0; call < calls; call += 1) {
    const batch: SealedRecord[] = [];
    for (let made = 0; made < CALL_RECORDS; made += 1) {
      const citizen = randomBytes(4).readUInt32BE();
      batch.push(await device.makeSealed({ citizen, pictureBytes: PICTURE_BYTES[size] }));
    }
    batches.push(batch);
  }
  return batches;
}

async function sendAll(
  device: Kiosk,
  batches: readonly SealedRecord[][],
  onCall: (ms: number) => void,
): Promise<void> {
  for (const batch of batches) {
    const started = performance.now();
    const answers = await device.client.putRecords(batch);
    onCall(performance.now() - started);
    const refused = answers.find((answer) => 'error' in answer);
    if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
  }
}
