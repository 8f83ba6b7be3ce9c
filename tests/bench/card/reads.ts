import { createCardReader } from '../../../electron/card/index.ts';
import { spawnNodeHost } from '../../../native/pcsc-host/index.ts';
import { createVirtualCard } from '../../../native/virtual-card/index.ts';
import { exampleCard } from '../../../native/virtual-card/testing/index.ts';
import { median, rounded } from '../percentile.ts';
import { children, openHandles, residentMB } from '../processes.ts';
import { fullPhoto } from './full-photo.ts';
import { collectGarbage } from './garbage.ts';
import { expectEvent } from './next-event.ts';
import { readerReady } from './times.ts';

/**
 * Growth is that of this process and of the PC/SC host together, from the second quarter of the reads to the last:
 * the first warms up. Memory is the median of a quarter's samples, for a heap breathes.
 */
export type ReadFigures = {
  reads: number;
  rssGrowthMB: number;
  handleGrowth: number;
  /** Each quarter's median. */
  rssMB: { reader: number[]; host: number[] };
};

const LIMIT_MS = 30_000;
const SAMPLES_A_QUARTER = 5;
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
    const quarters: Sample[][] = [];
    for (let quarter = 0; quarter < 4; quarter++) {
      const samples: Sample[] = [];
      for (let sample = 0; sample < SAMPLES_A_QUARTER; sample++) {
        await readTimes(Math.ceil(reads / (4 * SAMPLES_A_QUARTER)));
        samples.push(takeSample());
      }
      quarters.push(samples);
    }
    const medians = (of: (sample: Sample) => number) => quarters.map((samples) => median(samples.map(of)));
    const grown = ([, second = 0, , last = 0]: number[]) => last - second;
    return {
      reads,
      rssGrowthMB: rounded(grown(medians(({ readerMB, hostMB }) => readerMB + hostMB)), 1),
      handleGrowth: grown(medians(({ handles }) => handles)),
      rssMB: {
        reader: medians(({ readerMB }) => readerMB).map((mb) => rounded(mb, 1)),
        host: medians(({ hostMB }) => hostMB).map((mb) => rounded(mb, 1)),
      },
    };
  } finally {
    await reader.stop();
    card.close();
  }
}

type Sample = { readerMB: number; hostMB: number; handles: number };

function takeSample(): Sample {
  collectGarbage();
  const hosts = children('pcsc-host');
  const sum = (pids: number[], of: (pid: number) => number) =>
    pids.reduce((total, pid) => total + of(pid), 0);
  return {
    readerMB: residentMB(process.pid),
    hostMB: sum(hosts, residentMB),
    handles: sum([process.pid, ...hosts], openHandles),
  };
}
