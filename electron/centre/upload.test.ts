import { describe, expect, it } from 'vitest';
import { createPace, streamLines } from './upload.ts';

/** A clock that moves by sleeping only. */
function fakeClock() {
  let ms = 1_000;
  const slept: number[] = [];
  return {
    nowMs: () => ms,
    sleep: async (byMs: number) => {
      slept.push(Math.round(byMs));
      ms += byMs;
    },
    slept,
  };
}

const textOf = (stream: ReadableStream<Uint8Array>): Promise<string> => new Response(stream).text();

describe('the way up to the centre', () => {
  it('carries lines chunk by chunk, as they are', async () => {
    const lines = ['a'.repeat(40_000), 'b', 'ค'.repeat(9_000)];
    const sizes: number[] = [];
    const stream = streamLines(lines, async (bytes) => void sizes.push(bytes));
    expect(await textOf(stream)).toBe(lines.join('\n'));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(16_384);
  });

  it('keeps to the bandwidth of the policy, over all calls together', async () => {
    const clock = fakeClock();
    const pace = createPace(8_000, clock.nowMs, clock.sleep);
    await textOf(streamLines(['x'.repeat(16_384), 'y'.repeat(100)], pace));
    await textOf(streamLines(['z'.repeat(8_000)], pace));
    expect(clock.slept).toEqual([2_048, 13]);
  });

  it('waits for nothing without a limit', async () => {
    const clock = fakeClock();
    await createPace(null, clock.nowMs, clock.sleep)(1e9);
    expect(clock.slept).toEqual([]);
  });
});
