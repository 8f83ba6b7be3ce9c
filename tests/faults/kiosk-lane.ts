import { randomBytes } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Provisioning } from '../../contract/index.ts';
import type { KioskOrder } from './kiosk-process.ts';
import { createKioskRuns, type KioskEnd, type Said } from './kiosk-runs.ts';
import { type Line, openLine } from './line.ts';
import type { FaultKind, Trial } from './plan-trial.ts';
import { mountSmallDisk } from './small-disk.ts';

const DISK_MB = 64;
/** A faulty run that has not ended by then is killed, which is one more fault. */
const FAULTY_RUN_MS = 2_500;
/** By then a kiosk without faults has nothing left to send, whatever the centre is recovering from. */
const CLEAN_RUN_MS = 30_000;
const PAGE_BYTES = 4096;
/** From saving a few records to their receipts. */
const RESTART_WITHIN_MS = 100;

/** `happened`: the faults that came to pass, not those that were planned and never met. */
export type TrialEnd = { made: string[]; ended: KioskEnd | null; failures: string[]; happened: FaultKind[] };

/** `restartPostgres` gives false when no process of it was there to be killed. */
export type Centre = { address: string; kill(): void; restartPostgres(): boolean };

/** One kiosk that lives through all its trials, as a kiosk does. */
export async function openKioskLane(folder: string, centre: Centre, provisioning: Provisioning) {
  const disk = mountSmallDisk(folder, DISK_MB);
  const file = join(folder, 'vault', 'kiosk.db');
  const backup = join(folder, 'backup', 'kiosk.db');
  mkdirSync(join(folder, 'backup'), { recursive: true });
  const secret = randomBytes(32).toString('base64');
  let happened: FaultKind[] = [];
  const line: Line = await openLine({
    centreAddress: () => centre.address,
    killCentre: centre.kill,
    onFault: (fault) => happened.push(fault),
  });
  const runs = createKioskRuns();
  let citizens = 0;

  function run(part: Partial<KioskOrder>, limitMs: number, onSaved?: () => void): Promise<Said[]> {
    const order: KioskOrder = {
      ...{ file, backup, secret, provisioning, lineUrl: line.url },
      ...{ firstCitizen: citizens, records: 0, killAt: null, clock: null },
      ...part,
    };
    citizens += order.records;
    return runs.run(order, limitMs, onSaved);
  }

  function restartPostgres(): void {
    if (centre.restartPostgres()) happened.push('postgres-restarted');
  }

  /** Damages the closed database where chance wants it, and does what IT does: puts the last backup in its place. */
  async function corruptAndRestore(random: () => number): Promise<string[]> {
    const descriptor = openSync(file, 'r+');
    const page = 1 + Math.floor(random() * (statSync(file).size / PAGE_BYTES - 1));
    writeSync(descriptor, randomBytes(200), 0, 200, page * PAGE_BYTES + 100);
    closeSync(descriptor);
    const said = await run({}, FAULTY_RUN_MS);
    const locked = said.find(({ failed }) => failed)?.failed;
    if (locked && locked.code !== 'VAULT_LOCKED') return [`a damaged database gave ${locked.code}`];
    for (const leftover of [`${file}-wal`, `${file}-shm`]) rmSync(leftover, { force: true });
    copyFileSync(backup, file);
    happened.push('database-corrupted');
    return [];
  }

  return {
    hasSmallDisk: disk !== null,
    async run(trial: Trial, random: () => number): Promise<TrialEnd> {
      happened = [];
      const failures: string[] = [];
      const { records, killAt, clock } = trial;
      line.faults.push(...trial.line);
      if (trial.diskFull && disk) {
        disk.fill();
        happened.push('disk-full');
      }
      if (clock) happened.push(`clock-${clock.kind}`);
      const said = await run({ records, killAt, clock }, FAULTY_RUN_MS, () => {
        if (trial.restartPostgres) setTimeout(restartPostgres, random() * RESTART_WITHIN_MS);
      });
      disk?.free();
      line.faults.length = 0;
      for (const { killed } of said) if (killed) happened.push(`kill-kiosk-${killed}`);
      const made = said.flatMap((one) => one.made ?? []);
      const hasBackup = said.some(({ saved }) => saved) && existsSync(backup);
      if (trial.corrupt && hasBackup) failures.push(...(await corruptAndRestore(random)));
      // A kiosk that came through all of it by itself needs no second run.
      const came = trial.corrupt ? null : endOf(said);
      if (came) return { made, ended: came, failures, happened };
      const last = await run({}, CLEAN_RUN_MS);
      const failed = last.find((one) => one.failed)?.failed;
      if (failed) failures.push(`the last run failed: ${JSON.stringify(failed)}`);
      return { made, ended: endOf(last), failures, happened };
    },
    async close(): Promise<void> {
      runs.close();
      await line.close();
      disk?.unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const endOf = (said: readonly Said[]): KioskEnd | null => said.flatMap(({ ended }) => ended ?? [])[0] ?? null;
