import { createCardReader } from '../../../electron/card/index.ts';
import { spawnNodeHost } from '../../../native/pcsc-host/index.ts';
import { createVirtualCard } from '../../../native/virtual-card/index.ts';
import { exampleCard } from '../../../native/virtual-card/testing/index.ts';
import { fullPhoto } from './full-photo.ts';
import { rounded } from './median.ts';
import { expectEvent } from './next-event.ts';
import { children, collectGarbage, openHandles, residentMB } from './processes.ts';
import { readerReady } from './times.ts';

/** Growth is that of this process and of the PC/SC host together, after a tenth of the reads to warm up. */
export type ReadFigures = { reads: number; rssGrowthMB: number; handleGrowth: number };

const LIMIT_MS = 30_000;
/** The virtual card keeps a list of its exchanges, until it is put in anew: that growth is not the reader's. */
const INSERT_EVERY = 50;

/** Reads one card again and again. */
export async function readManyTimes({ reads }: { reads: number }): Promise<ReadFigures> {
  const reader = createCardReader({ spawnHost: spawnNodeHost });
  const card = createVirtualCard({ card: exampleCard(), photo: fullPhoto() });
  const readTimes = async (times: number) => {
    for (let time = 1; time <= times; time++) {
      const photo = expectEvent(reader, 'photo', LIMIT_MS);
      if (time % INSERT_EVERY === 0) await putInAnew();
      else reader.readAgain();
      await photo;
    }
  };
  const putInAnew = async () => {
    const gone = expectEvent(reader, 'removed', LIMIT_MS);
    card.remove();
    await gone;
    await card.insert();
  };
  try {
    await readerReady(reader);
    const first = expectEvent(reader, 'photo', LIMIT_MS);
    await card.insert();
    await first;
    await readTimes(Math.ceil(reads / 10));
    const before = measure();
    await readTimes(reads);
    const after = measure();
    return {
      reads,
      rssGrowthMB: rounded(after.rssMB - before.rssMB, 1),
      handleGrowth: after.handles - before.handles,
    };
  } finally {
    await reader.stop();
    card.close();
  }
}

function measure(): { rssMB: number; handles: number } {
  collectGarbage();
  const pids = [process.pid, ...children('pcsc-host')];
  const sum = (of: (pid: number) => number) => pids.reduce((total, pid) => total + of(pid), 0);
  return { rssMB: sum(residentMB), handles: sum(openHandles) };
}
