import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../contract/index.ts';
import { outboxWorld, TIMING } from './testing/outbox-world.ts';
import type { Fault } from './testing/peer-centre.ts';

const world = outboxWorld();

describe('a delivery that goes wrong', () => {
  it.each<[string, Fault]>([
    ['the line was cut before the centre had it', { kind: 'cut', when: 'before-storing' }],
    ['the line was cut after the centre had it', { kind: 'cut', when: 'after-storing' }],
    ['the centre says nothing', { kind: 'hang', when: 'after-storing' }],
    ['the centre has an error', { kind: 'answer', status: 500, code: 'INTERNAL' }],
    ['the centre is busy', { kind: 'answer', status: 503, code: 'CENTRE_BUSY' }],
    ['a proxy answers', { kind: 'answer', status: 502 }],
    ['a login page answers', { kind: 'answer', status: 200 }],
    ['the call itself is refused', { kind: 'answer', status: 401, code: 'REQUEST_INVALID', reason: 'proof' }],
    ['the clocks differ', { kind: 'answer', status: 401, code: 'CLOCK_WRONG' }],
  ])('is repeated when %s', async (_what, fault) => {
    world.failFirst(fault, fault);
    const { recordId } = world.enqueue();
    world.outbox.start();
    await world.nothingWaits();
    expect(world.centre.requests).toEqual([recordId, recordId, recordId]);
    expect(world.outbox.stateOf(recordId)).toBe('received');
    expect(world.centre.stored.get(recordId)?.times).toBe(1);
  });

  it('says what is wrong until it is right again', async () => {
    const seen = new Set<string | undefined>();
    world.open({ onChange: () => seen.add(world.outbox.status().error?.code) });
    world.failFirst({ kind: 'answer', status: 401, code: 'CLOCK_WRONG' });
    world.enqueue();
    world.outbox.start();
    await world.nothingWaits();
    expect(seen).toContain('CLOCK_WRONG');
    expect(world.outbox.status().error).toBeNull();
  });

  it('waits as long as the centre asks', async () => {
    world.failFirst({ kind: 'answer', status: 503, headers: { 'retry-after': '1' } });
    world.enqueue();
    const startedAt = performance.now();
    world.outbox.start();
    await world.nothingWaits();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(1_000);
  });

  it('blocks no other record', async () => {
    const poisoned = world.enqueue();
    const others = [world.enqueue(), world.enqueue(), world.enqueue()];
    world.centre.fault = (recordId) =>
      recordId === poisoned.recordId ? { kind: 'answer', status: 500, code: 'INTERNAL' } : undefined;
    world.outbox.start();
    await world.received(3);
    expect(others.map(({ recordId }) => world.outbox.stateOf(recordId))).toEqual([
      'received',
      'received',
      'received',
    ]);
    expect(world.outbox.stateOf(poisoned.recordId)).not.toBe('received');
  });

  it('blocks no other record even where it looks as if nobody answered', async () => {
    const poisoned = world.enqueue();
    world.enqueue();
    world.centre.fault = (recordId) =>
      recordId === poisoned.recordId ? { kind: 'answer', status: 413 } : undefined;
    world.outbox.start();
    await world.received(1);
  });
});

describe('a record that the centre does not take', () => {
  it('is parked with the reason and whose it is, envelope kept, and can be sent again', async () => {
    world.failFirst({ kind: 'answer', status: 422, code: 'REQUEST_INVALID' });
    const { recordId, createdAt } = world.enqueue();
    world.enqueue();
    world.outbox.start();
    await world.nothingWaits();
    expect(world.outbox.parked()).toContainEqual({
      recordId,
      createdAt,
      error: { code: 'REQUEST_INVALID', details: {} },
      owner: 'it',
    });
    expect(world.envelopes()).toBe(2);
    expect(world.outbox.status()).toMatchObject({ waiting: 0, parked: 2, error: null });
    expect(world.audited()).toContainEqual({ event: 'record.parked', subject: recordId });

    expect(world.outbox.requeue(recordId, 'sup')).toBe(true);
    await world.nothingWaits();
    expect(world.outbox.stateOf(recordId)).toBe('received');
    expect(world.outbox.requeue(recordId, 'sup')).toBe(false);
  });
});

describe('a device that the centre does not take', () => {
  it.each<ErrorCode>(['DEVICE_UNKNOWN', 'DEVICE_REVOKED'])('stops sending and says so: %s', async (code) => {
    world.centre.fault = () => ({ kind: 'answer', status: 403, code });
    const { recordId } = world.enqueue();
    world.enqueue();
    world.outbox.start();
    await world.says(code);
    await new Promise((resolve) => setTimeout(resolve, 3 * TIMING.maxMs));
    expect(world.centre.requests.length).toBe(1);
    expect(world.outbox.stateOf(recordId)).toBe('queued');

    world.centre.fault = () => undefined;
    await world.outbox.sendNow();
    expect(world.outbox.status()).toMatchObject({ waiting: 0, received: 2, error: null });
  });
});

describe('a receipt', () => {
  it.each<[string, Fault]>([
    ['signed with another key', { kind: 'receipt', foreignKey: true }],
    ['for another content', { kind: 'receipt', claims: { sha256: 'x' } }],
    ['for another record', { kind: 'receipt', claims: { recordId: '0b0b7f3c-6b0f-4b52-9f4e-3f1f5d1c8f11' } }],
    ['for another device', { kind: 'receipt', claims: { deviceId: 'device-2' } }],
    ['of another type', { kind: 'receipt', typ: 'JWT' }],
  ])('%s deletes nothing', async (_what, fault) => {
    world.centre.fault = () => fault;
    const { recordId } = world.enqueue();
    world.outbox.start();
    await world.says('RECEIPT_INVALID');
    expect(world.outbox.receiptOf(recordId)).toBeNull();
    expect(world.envelopes()).toBe(1);
    expect(world.audited()).toEqual([]);
    world.centre.fault = () => undefined;
    await world.nothingWaits();
    expect(world.outbox.stateOf(recordId)).toBe('received');
  });
});

describe('a device that the centre takes again', () => {
  it('finds that out by itself', async () => {
    world.open({ timing: { ...TIMING, haltMs: 50 } });
    world.failFirst({ kind: 'answer', status: 403, code: 'DEVICE_REVOKED' });
    world.enqueue();
    world.outbox.start();
    await world.received(1);
  });
});

describe('sending by hand', () => {
  it('cuts a long wait short', async () => {
    world.open({ timing: { ...TIMING, baseMs: 60_000, maxMs: 60_000 } });
    world.failFirst({ kind: 'answer', status: 500, code: 'INTERNAL' });
    const { recordId } = world.enqueue();
    world.outbox.start();
    await world.says('INTERNAL');
    await world.outbox.sendNow();
    expect(world.outbox.stateOf(recordId)).toBe('received');
  });
});
