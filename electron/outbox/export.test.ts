import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outboxWorld } from './testing/outbox-world.ts';

const world = outboxWorld();

describe('the export of pending records', () => {
  it('writes each waiting record as a line, notes it in the audit log, and leaves the records', async () => {
    const records = [world.enqueue(), world.enqueue(), world.enqueue()];
    const file = join(world.vault.folder, 'pending.jose');
    expect(await world.outbox.exportTo(file, 'anong')).toBe(3);
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toEqual(records.map(({ jws }) => jws));
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(world.audited()).toEqual([{ event: 'outbox.exported', subject: 'outbox' }]);
    expect(world.outbox.status().waiting).toBe(3);
  });

  it('leaves out what the centre has signed for', async () => {
    world.enqueue();
    world.outbox.start();
    await world.received(1);
    await world.outbox.stop();
    const { jws } = world.enqueue();
    const file = join(world.vault.folder, 'pending.jose');
    expect(await world.outbox.exportTo(file, 'anong')).toBe(1);
    expect(readFileSync(file, 'utf8')).toBe(`${jws}\n`);
  });

  it('leaves no half a file when the drive fails', async () => {
    world.enqueue();
    const file = join(world.vault.folder, 'no such folder', 'pending.jose');
    await expect(world.outbox.exportTo(file, 'anong')).rejects.toThrow('ENOENT');
    expect(existsSync(file)).toBe(false);
  });
});
