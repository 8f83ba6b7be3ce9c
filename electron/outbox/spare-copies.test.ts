import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { outboxWorld } from './testing/outbox-world.ts';
import { sealedRecord } from './testing/sealed.ts';

const world = outboxWorld();
const copies = () => readdirSync(world.spareFolder);

describe('spare copies of waiting records', () => {
  it('lie beside the database from the commit to the receipt', async () => {
    const { recordId } = world.enqueue();
    await Promise.resolve();
    expect(copies()).toEqual([`${recordId}.json`]);
    world.outbox.start();
    await world.received(1);
    expect(copies()).toEqual([]);
  });

  it('are not made of a record that was not saved', async () => {
    expect(() =>
      world.vault.transaction(() => {
        world.outbox.enqueue(sealedRecord());
        throw new Error('undone');
      }),
    ).toThrow('undone');
    await Promise.resolve();
    expect(copies()).toEqual([]);
  });

  it('bring back at the start what a restored, older database does not know, and send it', async () => {
    const sealed = world.enqueue();
    await Promise.resolve();
    world.vault.db.exec('DELETE FROM outbox_envelopes; DELETE FROM outbox');
    expect(world.outbox.stateOf(sealed.recordId)).toBeNull();
    world.outbox.start();
    await world.received(1);
    expect(world.centre.stored.get(sealed.recordId)?.sha256).toBe(sealed.sha256);
    expect(world.audited()).toContainEqual({ event: 'record.restored', subject: sealed.recordId });
    expect(copies()).toEqual([]);
  });

  it('are let go of at the start when the centre has the record, and half a copy is no record', async () => {
    const sealed = world.enqueue();
    await Promise.resolve();
    world.vault.db.exec(
      `DELETE FROM outbox_envelopes; UPDATE outbox SET state = 'received', receipt = 'r', received_at = created_at`,
    );
    writeFileSync(join(world.spareFolder, 'half.json'), '{"recordId": "0b0b7f3c');
    world.outbox.start();
    expect(copies()).toEqual(['half.json']);
    expect(world.outbox.stateOf(sealed.recordId)).toBe('received');
    expect(world.outbox.status().waiting).toBe(0);
  });

  it('fail no visit: a record is safe in the database even when its copy can’t be written', async () => {
    const logged: string[] = [];
    world.open({
      log: (event) => logged.push(event),
      spares: {
        keep: () => {
          throw new Error('ENOSPC');
        },
        drop: () => {},
        all: () => [],
      },
    });
    const { recordId } = world.enqueue();
    await Promise.resolve();
    expect(logged).toContain('outbox.no-spare-copy');
    expect(world.outbox.stateOf(recordId)).toBe('queued');
  });
});
