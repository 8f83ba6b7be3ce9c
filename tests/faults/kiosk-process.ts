import { EventEmitter, once } from 'node:events';
import { writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { KioskError } from '../../contract/index.ts';
import { openKiosk } from './kiosk.ts';
import type { ClockFault, KioskStep } from './plan-trial.ts';

/**
 * A kiosk in a process of its own, to be killed. Each line on standard input is one start of the kiosk (JSON): it opens
 * its vault, keeps a backup, makes the records it is asked for, sends what waits, and closes when nothing waits any more.
 * One JSON object a line on standard output tells what it did.
 */
export type KioskOrder = {
  file: string;
  backup: string;
  secret: string;
  provisioning: Parameters<typeof openKiosk>[0]['provisioning'];
  /** Where the centre's address is reached. */
  lineUrl: string;
  firstCitizen: number;
  records: number;
  killAt: KioskStep | null;
  clock: ClockFault | null;
};

const SENT_AFTER_MS = 8;
const REGISTER_AGAIN_MS = 200;

const tell = (said: object): void => {
  // Synchronous: a kill right after it must not lose it.
  writeSync(1, `${JSON.stringify(said)}\n`);
};

for await (const line of createInterface({ input: process.stdin })) {
  await run(JSON.parse(line)).catch((fault: unknown) => {
    const isKnown = fault instanceof KioskError;
    tell({ failed: isKnown ? { code: fault.code, ...fault.details } : { code: String(fault) } });
  });
  tell({ done: true });
}

async function run(order: KioskOrder): Promise<void> {
  let clockOffsetMs = order.clock?.kind === 'wrong-at-start' ? order.clock.offsetMs : 0;

  function reach(step: KioskStep): void {
    if (order.killAt === step) {
      tell({ killed: step });
      process.kill(process.pid, 'SIGKILL');
    }
    if (step === 'leased' && order.clock?.kind === 'jumps') clockOffsetMs = order.clock.offsetMs;
  }

  const throughLine: typeof fetch = async (input, init) => {
    const target = String(input).replace(order.provisioning.centre.url, order.lineUrl);
    if (!target.includes('/v1/records')) return fetch(target, init);
    reach('leased');
    if (order.killAt === 'sent') setTimeout(() => reach('sent'), SENT_AFTER_MS);
    const response = await fetch(target, init);
    const body = await response.text();
    reach('answered');
    return new Response(body, { status: response.status, headers: response.headers });
  };

  const changed = new EventEmitter();
  const kiosk = await openKiosk({
    file: order.file,
    secret: Buffer.from(order.secret, 'base64'),
    provisioning: order.provisioning,
    fetch: throughLine,
    now: () => new Date(Date.now() + clockOffsetMs),
    timing: { leaseMs: 60_000, baseMs: 10, maxMs: 100, haltMs: 300, watchMs: 200 },
    timeoutMs: 1_000,
    onChange: () => changed.emit('changed'),
    onAudit: ({ event }) => {
      if (event === 'record.received') reach('storing');
    },
    log: (event) => {
      if (event === 'outbox.received') reach('stored');
    },
  });
  try {
    await work(kiosk, order, reach);
    kiosk.outbox.start();
    while (kiosk.outbox.status().waiting > 0) await once(changed, 'changed');
    tellEnd(kiosk);
  } finally {
    await kiosk.stop();
  }
}

async function work(
  { vault, outbox, register, makeSealed }: Awaited<ReturnType<typeof openKiosk>>,
  order: KioskOrder,
  reach: (step: KioskStep) => void,
): Promise<void> {
  if (vault.settings.get('test.registered') === null) {
    // A kiosk tries again until the centre is there.
    for (let registered = false; !registered; ) {
      registered = await register().then(
        () => true,
        () => false,
      );
      if (!registered) await pause(REGISTER_AGAIN_MS);
    }
    vault.settings.set('test.registered', 'yes');
  }
  // Before the records: whoever restores it has them from their spare copies alone.
  if (order.records > 0) await vault.backup(order.backup);
  for (let made = 0; made < order.records; made += 1) {
    const sealed = await makeSealed({ citizen: order.firstCitizen + made, pictureBytes: 2_000 });
    vault.transaction(() => outbox.enqueue(sealed));
    // Its spare copy follows the commit at once.
    await Promise.resolve();
    tell({ made: sealed.recordId });
  }
  tell({ saved: true });
  reach('saved');
}

function tellEnd({ vault, outbox, audit }: Awaited<ReturnType<typeof openKiosk>>): void {
  const { parked, received } = outbox.status();
  const envelopes = Number(vault.db.prepare('SELECT count(*) FROM outbox_envelopes').pluck().get());
  tell({ ended: { parked, received, chain: audit.verifyChain().sound, envelopes } });
}
