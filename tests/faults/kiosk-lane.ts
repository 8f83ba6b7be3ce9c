import { spawn } from 'node:child_process';
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
import { createInterface } from 'node:readline';
import type { Provisioning } from '../../contract/index.ts';
import type { KioskOrder } from './kiosk-process.ts';
import { type Line, openLine } from './line.ts';
import type { Trial } from './plan-trial.ts';
import { mountSmallDisk } from './small-disk.ts';

const PROGRAM = join(import.meta.dirname, 'kiosk-process.ts');
const DISK_MB = 64;
/** A faulty run that has not ended by then is killed, which is one more fault. */
const FAULTY_RUN_MS = 2_500;
/** By then a kiosk without faults has nothing left to send, whatever the centre is recovering from. */
const CLEAN_RUN_MS = 30_000;
const PAGE_BYTES = 4096;

/** What a kiosk says that has nothing left to send. */
export type KioskEnd = { parked: number; received: number; chain: boolean; envelopes: number };

type Said = {
  made?: string;
  saved?: true;
  failed?: { code: string; reason?: string };
  ended?: KioskEnd;
};

export type TrialEnd = { made: string[]; ended: KioskEnd | null; failures: string[] };

export type Centre = { address: string; kill(): void; restartPostgres(): void };

/** One kiosk that lives through all its trials, as a kiosk does. */
export async function openKioskLane(folder: string, centre: Centre, provisioning: Provisioning) {
  const disk = mountSmallDisk(folder, DISK_MB);
  const file = join(folder, 'vault', 'kiosk.db');
  const backup = join(folder, 'backup', 'kiosk.db');
  mkdirSync(join(folder, 'backup'), { recursive: true });
  const secret = randomBytes(32).toString('base64');
  const line: Line = await openLine({ centreAddress: () => centre.address, killCentre: centre.kill });
  let citizens = 0;

  function run(part: Partial<KioskOrder>, limitMs: number): Promise<Said[]> {
    const order: KioskOrder = {
      ...{ file, backup, secret, provisioning, lineUrl: line.url },
      ...{ firstCitizen: citizens, records: 0, killAt: null, clockOffsetMs: 0 },
      ...part,
    };
    citizens += order.records;
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', PROGRAM, JSON.stringify(order)],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    const said: Said[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (text) => said.push(JSON.parse(text)));
    const deadline = setTimeout(() => child.kill('SIGKILL'), limitMs);
    return new Promise((resolve) => {
      lines.once('close', () => {
        clearTimeout(deadline);
        resolve(said);
      });
    });
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
    return [];
  }

  return {
    hasSmallDisk: disk !== null,
    async run(trial: Trial, random: () => number): Promise<TrialEnd> {
      const failures: string[] = [];
      const { records, killAt, clockOffsetMs } = trial;
      line.faults.push(...trial.line);
      if (trial.diskFull) disk?.fill();
      if (trial.restartPostgres) setTimeout(centre.restartPostgres, 300 + random() * 400);
      const said = await run({ records, killAt, clockOffsetMs }, FAULTY_RUN_MS);
      disk?.free();
      line.faults.length = 0;
      const made = said.flatMap((one) => one.made ?? []);
      const hasBackup = said.some(({ saved }) => saved) && existsSync(backup);
      if (trial.corrupt && hasBackup) failures.push(...(await corruptAndRestore(random)));
      const last = await run({}, CLEAN_RUN_MS);
      const failed = last.find((one) => one.failed)?.failed;
      if (failed) failures.push(`the last run failed: ${JSON.stringify(failed)}`);
      return { made, ended: last.flatMap(({ ended }) => ended ?? [])[0] ?? null, failures };
    },
    async close(): Promise<void> {
      await line.close();
      disk?.unmount();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
