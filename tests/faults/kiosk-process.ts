import { writeSync } from 'node:fs';
import { KioskError } from '../../contract/index.ts';
import { openKiosk } from './kiosk.ts';
import type { KioskStep } from './plan-trial.ts';

/**
 * A kiosk in a process of its own, to be killed: `node kiosk-process.ts JSON`. It makes the records it is asked for,
 * keeps a backup, sends what waits, and ends when nothing waits any more. One JSON object a line tells what it did.
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
  clockOffsetMs: number;
};

const SENT_AFTER_MS = 8;
const order = JSON.parse(process.argv[2] ?? '{}') as KioskOrder;

const tell = (said: object): void => {
  // Synchronous: a kill right after it must not lose it.
  writeSync(1, `${JSON.stringify(said)}\n`);
};

function reach(step: KioskStep): void {
  if (order.killAt === step) process.kill(process.pid, 'SIGKILL');
}

const carriesRecords = (target: string): boolean => target.includes('/v1/records');

const throughLine: typeof fetch = async (input, init) => {
  const target = String(input).replace(order.provisioning.centre.url, order.lineUrl);
  if (!carriesRecords(target)) return fetch(target, init);
  reach('leased');
  if (order.killAt === 'sent') setTimeout(() => reach('sent'), SENT_AFTER_MS);
  const response = await fetch(target, init);
  const body = await response.text();
  reach('answered');
  return new Response(body, { status: response.status, headers: response.headers });
};

try {
  await run();
} catch (fault) {
  const reason =
    fault instanceof KioskError ? { code: fault.code, ...fault.details } : { code: String(fault) };
  tell({ failed: reason });
  process.exit(1);
}

async function run(): Promise<void> {
  let sending = false;
  const kiosk = await openKiosk({
    file: order.file,
    secret: Buffer.from(order.secret, 'base64'),
    provisioning: order.provisioning,
    fetch: throughLine,
    now: () => new Date(Date.now() + order.clockOffsetMs),
    timing: { leaseMs: 60_000, baseMs: 10, maxMs: 100, haltMs: 300 },
    timeoutMs: 1_000,
    onChange: () => {
      if (sending) endWhenDone();
    },
    onAudit: ({ event }) => {
      if (event === 'record.received') reach('storing');
    },
    log: (event) => {
      if (event === 'outbox.received') reach('stored');
    },
  });
  const { vault, outbox } = kiosk;
  if (vault.settings.get('test.registered') === null) {
    await kiosk.register();
    vault.settings.set('test.registered', 'yes');
  }
  for (let made = 0; made < order.records; made += 1) {
    const sealed = await kiosk.makeSealed({ citizen: order.firstCitizen + made, pictureBytes: 2_000 });
    vault.transaction(() => outbox.enqueue(sealed));
    tell({ made: sealed.recordId });
  }
  await vault.backup(order.backup);
  tell({ saved: true });
  reach('saved');
  function endWhenDone(): void {
    const { waiting, parked, received } = outbox.status();
    if (waiting > 0) return;
    sending = false;
    const chain = kiosk.audit.verifyChain().sound;
    const envelopes = Number(vault.db.prepare('SELECT count(*) FROM outbox_envelopes').pluck().get());
    tell({ ended: { parked, received, chain, envelopes } });
    void kiosk.stop().then(() => process.exit(0));
  }
  sending = true;
  outbox.start();
  if (sending) endWhenDone();
}
