import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openKiosk } from '../../faults/index.ts';
import { startCentreProcesses } from '../centre-processes.ts';
import { cryptoSecondsPerRecord } from './crypto-cost.ts';

/** Makes an envelope of about 30 kB: content in base64 twice. */
const PICTURE_BYTES = 11_200;

/**
 * Records of one kiosk, waiting in its vault, sent to a centre in a process of its own on this machine: how many a
 * second, and the share of the processor time that goes into cryptography (measured alone), into PostgreSQL, and
 * into all that is between them: HTTP, JSON, copying, the vault.
 */
export async function benchSync({ records }: { records: number }) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-sync-'));
  const centre = await startCentreProcesses({ processes: 1 });
  try {
    const provisioning = await centre.provision();
    const kiosk = await openKiosk({
      file: join(folder, 'kiosk.db'),
      secret: randomBytes(32),
      provisioning,
      fetch: centre.fetchFrom(0),
    });
    await kiosk.register();
    let recordBytes = 0;
    for (let made = 0; made < records; made += 1) {
      const sealed = await kiosk.makeSealed({ citizen: made, pictureBytes: PICTURE_BYTES });
      recordBytes += sealed.jws.length;
      kiosk.vault.transaction(() => kiosk.outbox.enqueue(sealed));
    }
    const before = { ...(await centre.times()), kiosk: process.cpuUsage() };
    const started = performance.now();
    const ended = new Promise<void>((resolve) => {
      const look = setInterval(() => {
        if (kiosk.outbox.status().waiting > 0) return;
        clearInterval(look);
        resolve();
      }, 5);
    });
    kiosk.outbox.start();
    await ended;
    const seconds = (performance.now() - started) / 1000;
    const after = await centre.times();
    const own = process.cpuUsage(before.kiosk);
    const postgres = after.postgres - before.postgres;
    const total = postgres + after.centre - before.centre + (own.user + own.system) / 1_000_000;
    const crypto = records * (await cryptoSecondsPerRecord((recordBytes / records) * (9 / 16)));
    const { received, parked } = kiosk.outbox.status();
    if (received !== records || parked > 0) throw new Error(`${received} received, ${parked} parked`);
    await kiosk.stop();
    return {
      recordsPerSecond: Math.round(records / seconds),
      recordBytes: Math.round(recordBytes / records),
      share: {
        crypto: share(crypto / total),
        network: share(1 - (crypto + postgres) / total),
        database: share(postgres / total),
      },
    };
  } finally {
    await centre.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const share = (value: number): number => Math.round(value * 100) / 100;
