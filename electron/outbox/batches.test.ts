import { describe, expect, it } from 'vitest';
import { outboxWorld } from './testing/outbox-world.ts';

const world = outboxWorld();
const LIMITS = { records: 8, bytes: 100_000 };

const enqueue = (records: number) => Array.from({ length: records }, () => world.enqueue());

describe('records sent together', () => {
  it('go as many in a call as the limits let, and each gets its own receipt', async () => {
    world.open({ limits: LIMITS });
    enqueue(20);
    world.outbox.start();
    await world.received(20);
    expect(world.centre.batches).toEqual([8, 8, 4]);
    expect(world.envelopes()).toBe(0);
  });

  it('go in smaller calls when they are large', async () => {
    world.open({ limits: { records: 8, bytes: 2_500 } });
    enqueue(6);
    world.outbox.start();
    await world.received(6);
    expect(world.centre.batches).toEqual([2, 2, 2]);
  });

  it('are found out one by one when a poisoned record fails the call, and only that one is parked', async () => {
    world.open({ limits: LIMITS });
    const records = enqueue(6);
    const poisoned = records[2]?.recordId ?? '';
    world.centre.fault = (recordId) =>
      recordId === poisoned
        ? { kind: 'answer', status: 422, code: 'REQUEST_INVALID', reason: 'content' }
        : undefined;
    world.outbox.start();
    await world.received(5);
    await world.nothingWaits();
    expect(world.outbox.parked()).toMatchObject([
      { recordId: poisoned, error: { code: 'REQUEST_INVALID' }, owner: 'it' },
    ]);
  });

  it('are sent again, in smaller calls, when the line was cut after the centre had stored them', async () => {
    world.open({ limits: LIMITS });
    const last = enqueue(4).at(-1)?.recordId;
    world.centre.fault = (recordId, nth) =>
      recordId === last && nth === 1 ? { kind: 'cut', when: 'after-storing' } : undefined;
    world.outbox.start();
    await world.received(4);
    expect(world.centre.batches).toEqual([4, 4]);
    expect([...world.centre.stored.values()].map(({ times }) => times)).toEqual([1, 1, 1, 1]);
  });

  it('leave out a record whose envelope is damaged: it is parked with the reason, the others go', async () => {
    world.open({ limits: LIMITS });
    const [damaged] = enqueue(3);
    world.vault.db
      .prepare("UPDATE outbox_envelopes SET jws = 'damaged' WHERE record_id = ?")
      .run(damaged?.recordId);
    world.outbox.start();
    await world.received(2);
    expect(world.outbox.parked()).toMatchObject([
      { recordId: damaged?.recordId, error: { code: 'RECORD_DAMAGED' }, owner: 'it' },
    ]);
  });
});

describe('the list of records', () => {
  it('is read a page at a time, newest first', () => {
    const ids = enqueue(5).map(({ recordId }) => recordId);
    const first = world.outbox.list({ limit: 2 });
    const second = world.outbox.list({ limit: 9, before: first.at(-1)?.seq });
    expect([...first, ...second].map(({ recordId }) => recordId)).toEqual(ids.reverse());
  });

  it('is searched by the beginning of an id and by day', () => {
    const [record] = enqueue(5);
    const found = world.outbox.list({ recordId: record?.recordId.slice(0, 8), limit: 9 });
    expect(found).toMatchObject([{ recordId: record?.recordId, state: 'queued' }]);
    expect(world.outbox.list({ madeFrom: '9999-01-01T00:00:00.000Z', limit: 9 })).toEqual([]);
  });
});
