import { FIRST_READER_PORT, fastLoopback } from '../../../native/virtual-card/index.ts';
import { allocationPerReadKB } from './allocation.ts';
import { fuzz } from './fuzz.ts';
import { type ReadFigures, readManyTimes } from './reads.ts';
import { openCardService } from './service.ts';
import { type SoakFigures, soak } from './soak.ts';
import { measureTimes, type TimeFigures } from './times.ts';

export type CardBenchOptions = {
  /** Spoiled cards to read in memory. */
  images: number;
  /** Reads in a row of one card. */
  reads: number;
  /** Random events of the soak. */
  events: number;
  /** Readings for each time; the median counts. */
  timings: number;
  seed: number;
  log: (line: string) => void;
};

export type CardFigures = TimeFigures &
  ReadFigures & {
    /** What the reader's pure core allocates for one card, median. */
    allocationPerReadKB: number;
    fuzz: { images: number; failures: number };
    soak: SoakFigures;
  };

/** All figures of the card reader: the real pcscd with virtual readers, save the spoiled cards, which are in memory. */
export async function benchCard(options: CardBenchOptions): Promise<CardFigures> {
  const { log } = options;
  const undoFastLoopback = fastLoopback();
  if (!undoFastLoopback)
    log('The loopback stays slow (needs root): an exchange with vpcd takes about 45 ms.');
  const service = await openCardService([FIRST_READER_PORT, FIRST_READER_PORT + 1]);
  try {
    log('Times …');
    const times = await measureTimes(options);
    log(`${options.reads} reads in a row …`);
    const reads = await readManyTimes(options);
    log(`${options.events} random events …`);
    const soaked = await soak({ ...options, service });
    log(`${options.images} spoiled cards …`);
    const fuzzed = await fuzz(options);
    return {
      ...times,
      ...reads,
      allocationPerReadKB: await allocationPerReadKB(),
      fuzz: fuzzed,
      soak: soaked,
    };
  } finally {
    await service.stop();
    undoFastLoopback?.();
  }
}
