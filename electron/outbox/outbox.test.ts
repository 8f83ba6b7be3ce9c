import { describe, expect, it } from 'vitest';
import { createOutboxStore } from './store.ts';
import { DAY_MS, outboxWorld, TIMING } from './testing/outbox-world.ts';
import { sealedRecord } from './testing/sealed.ts';

const world = outboxWorld();

/** Ids of what was taken. */
const leaseOne = (store: ReturnType<typeof createOutboxStore>, at: string, until: string): string[] =>
  store.leaseDue(at, until, { records: 1, bytes: 1 }, () => {}).map(({ recordId }) => recordId);

describe('the way of a record', () => {
  it('ends with a receipt stored, the envelope purged and an audit entry', async () => {
    const { recordId } = world.enqueue();
    expect(world.outbox.stateOf(recordId)).toBe('queued');
    expect(world.envelopes()).toBe(1);
    world.outbox.start();
    await world.nothingWaits();
    expect(world.outbox.stateOf(recordId)).toBe('received');
    expect(world.outbox.receiptOf(recordId)).toMatch(/^eyJ/);
    expect(world.envelopes()).toBe(0);
    expect(world.audited()).toEqual([{ event: 'record.received', subject: recordId }]);
    expect(world.outbox.status()).toMatchObject({
      waiting: 0,
      parked: 0,
      received: 1,
      oldestAt: null,
      error: null,
    });
  });

  it('begins with the commit of the transaction that made it, and not without it', async () => {
    world.outbox.start();
    const sealed = sealedRecord();
    expect(() =>
      world.vault.transaction(() => {
        world.outbox.enqueue(sealed);
        throw new Error('undone');
      }),
    ).toThrow('undone');
    world.enqueue();
    await world.nothingWaits();
    expect(world.outbox.stateOf(sealed.recordId)).toBeNull();
    expect(world.centre.requests).not.toContain(sealed.recordId);
  });

  it('is taken up while others are on theirs', async () => {
    world.outbox.start();
    for (let made = 0; made < 10; made += 1) {
      world.enqueue();
      await new Promise((resolve) => setTimeout(resolve, made % 3));
    }
    await world.nothingWaits();
    expect(world.outbox.status().received).toBe(10);
    expect(new Set(world.centre.requests).size).toBe(world.centre.requests.length);
  });

  it('goes on when the centre has it already', async () => {
    const sealed = world.enqueue();
    world.centre.stored.set(sealed.recordId, { sha256: sealed.sha256, times: 1 });
    world.outbox.start();
    await world.nothingWaits();
    expect(world.outbox.stateOf(sealed.recordId)).toBe('received');
  });
});

describe('limits of the policy', () => {
  it('warn, then freeze, by the number of waiting records', () => {
    world.enqueue();
    expect(world.outbox.status()).toMatchObject({ waiting: 1, warning: null, frozen: null });
    expect(world.outbox.obstacle()).toBeNull();
    world.enqueue();
    expect(world.outbox.status()).toMatchObject({ waiting: 2, warning: 'count', frozen: null });
    expect(world.outbox.obstacle()).toBeNull();
    world.enqueue();
    expect(world.outbox.status()).toMatchObject({ waiting: 3, frozen: 'count' });
    expect(world.outbox.obstacle()).toEqual({ code: 'OUTBOX_FROZEN', details: { n: 3 } });
  });

  it('warn, then freeze, by the age of the oldest waiting record', () => {
    const { createdAt } = world.enqueue();
    world.setClock(8 * DAY_MS);
    expect(world.outbox.status()).toMatchObject({ oldestAt: createdAt, warning: 'age', frozen: null });
    world.setClock(30 * DAY_MS + 1000);
    expect(world.outbox.status().frozen).toBe('age');
    expect(world.outbox.obstacle()).toEqual({ code: 'OUTBOX_TOO_OLD', details: { days: 30 } });
  });

  it('warn, then freeze, by what is left free on the disk', () => {
    let freeBytes = 200e6;
    world.open({ freeBytes: () => freeBytes });
    expect(world.outbox.status()).toMatchObject({ warning: null, frozen: null });
    freeBytes = 199e6;
    expect(world.outbox.status()).toMatchObject({ warning: 'disk', frozen: null });
    freeBytes = 49e6;
    expect(world.outbox.status().frozen).toBe('disk');
    expect(world.outbox.obstacle()).toEqual({ code: 'DISK_FULL', details: { megabytes: 49 } });
  });

  it('are lifted when the records have gone', async () => {
    for (let made = 0; made < 3; made += 1) world.enqueue();
    world.outbox.start();
    await world.nothingWaits();
    expect(world.outbox.obstacle()).toBeNull();
  });
});

describe('a machine that slept', () => {
  it('gives up the delivery that was under way and sends at once, though its wait had hours to go', async () => {
    let calls = 0;
    const { deliver } = world;
    world.open({
      timing: { ...TIMING, baseMs: 3_600_000, maxMs: 3_600_000 },
      deliver: (sealed, signal) => {
        calls += 1;
        return calls === 1 ? aborted(signal) : deliver(sealed, signal);
      },
    });
    const { recordId } = world.enqueue();
    world.outbox.start();
    expect(world.outbox.stateOf(recordId)).toBe('leased');
    // The clock on the wall went on, the steady one stood still.
    world.setClock(8 * 3_600_000);
    await world.received(1);
    expect(calls).toBe(2);
    expect(world.outbox.status().error).toBeNull();
  });

  it('ends a pause that the centre had asked for before', async () => {
    world.failFirst({ kind: 'answer', status: 503, headers: { 'retry-after': '3600' } });
    world.enqueue();
    world.outbox.start();
    await world.says('CENTRE_BUSY');
    world.setClock(8 * 3_600_000);
    await world.received(1);
  });

  it('takes a lease up again that ran out meanwhile', async () => {
    const { recordId } = world.enqueue();
    const store = createOutboxStore(world.vault.db);
    leaseOne(store, world.now().toISOString(), new Date(Date.now() + 60_000).toISOString());
    world.setClock(120_000);
    const [at, until] = [world.now().toISOString(), '2099-01-01T00:00:00.000Z'];
    expect(leaseOne(store, at, until)).toEqual([recordId]);
  });

  it('is one whose clock was set back, too: nothing waits for the time that is past', async () => {
    world.failFirst({ kind: 'answer', status: 503, headers: { 'retry-after': '3600' } });
    world.enqueue();
    world.outbox.start();
    await world.says('CENTRE_BUSY');
    world.setClock(-3_600_000);
    await world.received(1);
  });
});

describe('time and restarts', () => {
  it('keeps the record in hand when it is stopped', async () => {
    world.open({ deliver: (_, signal) => aborted(signal) });
    const { recordId } = world.enqueue();
    world.outbox.start();
    expect(world.outbox.stateOf(recordId)).toBe('leased');
    await world.outbox.stop();
    expect(world.outbox.stateOf(recordId)).toBe('queued');
  });

  it('gives up a delivery that outlasts its lease, and tries again', async () => {
    let tries = 0;
    const { deliver } = world;
    world.open({
      timing: { ...TIMING, leaseMs: 200 },
      deliver: (sealed, signal) => {
        tries += 1;
        return tries === 1 ? aborted(signal) : deliver(sealed, signal);
      },
    });
    world.enqueue();
    world.outbox.start();
    await world.received(1);
    expect(tries).toBe(2);
  });

  it('leaves a leased record alone until the lease runs out', () => {
    const { recordId } = world.enqueue();
    const store = createOutboxStore(world.vault.db);
    const [from, before, end] = [
      '2040-01-01T00:00:00.000Z',
      '2040-01-01T00:00:59.999Z',
      '2040-01-01T00:01:00.000Z',
    ];
    expect(leaseOne(store, from, end)).toEqual([recordId]);
    expect(store.nextDueAt()).toBe(end);
    expect(leaseOne(store, before, end)).toEqual([]);
    expect(leaseOne(store, end, '2040-01-01T00:02:00.000Z')).toEqual([recordId]);
  });

  it('does not wait for years when the clock is set back', async () => {
    world.setClock(1000 * DAY_MS);
    world.enqueue();
    world.setClock(0);
    world.outbox.start();
    await world.nothingWaits();
    expect(world.outbox.status().received).toBe(1);
  });

  it('takes back at the start what an earlier process had in hand', async () => {
    const sealed = world.enqueue();
    leaseOne(createOutboxStore(world.vault.db), world.now().toISOString(), '2099-01-01T00:00:00.000Z');
    const outbox = await world.restart();
    expect(outbox.stateOf(sealed.recordId)).toBe('leased');
    outbox.start();
    await world.nothingWaits();
    expect(world.centre.stored.get(sealed.recordId)?.sha256).toBe(sealed.sha256);
  });

  it('goes on after the database failed', async () => {
    const { recordId } = world.enqueue();
    let full = true;
    world.open({
      timing: { ...TIMING, leaseMs: 100 },
      audit: () => {
        if (full) throw new Error('database or disk is full');
      },
    });
    world.outbox.start();
    await world.says('INTERNAL');
    expect(world.outbox.stateOf(recordId)).not.toBe('received');
    expect(world.envelopes()).toBe(1);
    full = false;
    await world.nothingWaits();
    expect(world.outbox.stateOf(recordId)).toBe('received');
    expect(world.centre.stored.get(recordId)?.times).toBe(1);
  });
});

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(new Error('given up'))));
}
