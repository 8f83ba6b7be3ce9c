import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { OutboxStore } from './store.ts';

/**
 * Writes every record that waits or is parked into one file, a sealed record a line, for the way to the centre on a
 * removable drive. The records stay where they are until a receipt comes: delivered twice they are taken once. Work
 * goes on meanwhile.
 * @returns how many records the file holds; a damaged one is left out
 * @throws what the drive gives; then there is no file
 */
export async function exportPending(store: OutboxStore, file: string): Promise<number> {
  const unfinished = `${file}.unfinished`;
  try {
    const records = await writeAll(store, unfinished);
    await rename(unfinished, file);
    return records;
  } finally {
    await rm(unfinished, { force: true });
  }
}

async function writeAll(store: OutboxStore, file: string): Promise<number> {
  let target: FileHandle | undefined;
  try {
    target = await open(file, 'w', 0o600);
    let records = 0;
    for (let seq = store.pendingAfter(0); seq !== null; seq = store.pendingAfter(seq)) {
      const jws = store.envelopeOf(seq);
      if (jws === null) continue;
      await target.write(`${jws}\n`);
      records += 1;
    }
    // A drive is pulled out without being asked.
    await target.sync();
    return records;
  } finally {
    await target?.close();
  }
}
