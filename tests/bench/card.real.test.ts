import { describe, expect, it } from 'vitest';
import { benchCard } from './card/bench-card.ts';

/** Where the loopback can't be made fast, a reading takes over two seconds. */
const LIMIT_MS = 240_000;

describe('the bench of the card reader, in short', () => {
  it('reaches its goals', { timeout: LIMIT_MS }, async () => {
    const troubles: string[] = [];
    const log = (line: string) => {
      if (!line.endsWith('…')) troubles.push(line);
    };
    const figures = await benchCard({ images: 500, reads: 20, events: 15, timings: 2, seed: 7, log });
    expect(figures.exchangesToText).toBeLessThanOrEqual(9);
    expect(figures.exchangesTotal).toBeLessThanOrEqual(56);
    expect(figures.overheadMsPerExchange).toBeLessThan(1);
    expect(figures.textMs0).toBeLessThan(figures.photoMs0);
    expect(figures).toMatchObject({
      reads: 20,
      handleGrowth: 0,
      fuzz: { images: 500, failures: 0 },
      soak: { events: 15, dead: 0, leaks: 0 },
    });
    expect(troubles.filter((line) => !line.startsWith('The loopback'))).toEqual([]);
  });
});
