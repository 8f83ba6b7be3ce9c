import { expect, it } from 'vitest';
import { benchQueue } from './queue/bench-queue.ts';

it('the bench of the queue, in short, reaches its goals', { timeout: 60_000 }, async () => {
  const figures = await benchQueue({ pending: 2_000, timed: 300 });
  expect(figures.pending).toBe(2_000);
  expect(figures.enqueueMs.p50).toBeLessThan(5);
  expect(figures.startMs).toBeLessThan(20);
  expect(figures.pageMs).toBeLessThan(10);
  expect(figures.searchMs).toBeLessThan(10);
  expect(figures.bytesPerRecord).toBeLessThan(1.2 * 30_000);
});
