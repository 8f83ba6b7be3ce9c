import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CentreProcesses } from '../bench/index.ts';
import { type Kiosk, openKiosk } from '../faults/index.ts';

const KIOSKS = 10;
const PICTURE_BYTES = 4000;
/** Each kiosk makes a record so often, while fewer than so many wait. */
const MAKE_EVERY_MS = 150;
const MOST_WAITING = 30;
const DRAIN_LIMIT_MS = 180_000;

/** Kiosks that never stop making records and sending them, each with its vault and its outbox as in a counter. */
export async function startIntake(folder: string, centre: CentreProcesses) {
  const made: string[] = [];
  const acknowledged = new Set<string>();
  let longestGapMs = 0;
  let lastReceiptAt: number | null = null;
  let making = true;

  function receive(recordId: string): void {
    const at = performance.now();
    acknowledged.add(recordId);
    if (lastReceiptAt !== null) longestGapMs = Math.max(longestGapMs, at - lastReceiptAt);
    lastReceiptAt = at;
  }

  async function open(at: number): Promise<Kiosk> {
    const kiosk = await openKiosk({
      file: join(folder, String(at), 'kiosk.db'),
      secret: randomBytes(32),
      provisioning: await centre.provision(),
      fetch: centre.fetchFrom(at),
      onAudit: ({ event, subject }) => {
        if (event === 'record.received') receive(subject);
      },
    });
    await kiosk.register();
    kiosk.outbox.start();
    return kiosk;
  }

  async function makeRecords(kiosk: Kiosk, citizensFrom: number): Promise<void> {
    for (let citizen = citizensFrom; making; citizen += 1) {
      if (kiosk.outbox.status().waiting < MOST_WAITING) {
        const sealed = await kiosk.makeSealed({ citizen, pictureBytes: PICTURE_BYTES });
        made.push(sealed.recordId);
        kiosk.vault.transaction(() => kiosk.outbox.enqueue(sealed));
      }
      await pause(MAKE_EVERY_MS);
    }
  }

  const kiosks = await Promise.all(Array.from({ length: KIOSKS }, (_, at) => open(at)));
  const work = kiosks.map((kiosk, at) => makeRecords(kiosk, at * 1_000_000));

  return {
    acknowledged: () => acknowledged.size,
    /**
     * No more records; what waits is sent by the kiosks themselves.
     * @returns the records made, those with a receipt, and the longest time that no kiosk got one
     */
    finish: async () => {
      making = false;
      await Promise.all(work);
      // What follows is not a gap of the intake: there is less and less to send.
      const gap = longestGapMs;
      const deadline = Date.now() + DRAIN_LIMIT_MS;
      while (acknowledged.size < made.length && Date.now() < deadline) await pause(100);
      const parked = kiosks.reduce((sum, { outbox }) => sum + outbox.status().parked, 0);
      await Promise.all(kiosks.map((kiosk) => kiosk.stop()));
      return { made, acknowledged: [...acknowledged], parked, longestGapMs: Math.round(gap) };
    },
  };
}
