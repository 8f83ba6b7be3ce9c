import { describe, expect, it } from 'vitest';
import { shareWork } from './share-work.ts';

/** Work that is done when it is told so; `begun` counts how often it began. */
function work() {
  const ends: (() => void)[] = [];
  return {
    begun: () => ends.length,
    end: (which: number) => ends[which]?.(),
    run: () =>
      new Promise<number>((resolve) => {
        const nth = ends.length;
        ends.push(() => resolve(nth));
      }),
  };
}

describe('shared work', () => {
  it('is done once for all who ask while another is under way, and begins after they asked', async () => {
    const share = shareWork();
    const { begun, end, run } = work();
    const first = share('a', run);
    const others = Array.from({ length: 199 }, () => share('a', run));
    expect(begun()).toBe(1);
    end(0);
    expect(await first).toBe(0);
    await expect.poll(begun).toBe(2);
    end(1);
    expect(new Set(await Promise.all(others))).toEqual(new Set([1]));
    const later = share('a', run);
    expect(begun()).toBe(3);
    end(2);
    expect(await later).toBe(2);
  });

  it('is each key’s own', () => {
    const share = shareWork();
    const { begun, run } = work();
    void share('a', run);
    void share('b', run);
    expect(begun()).toBe(2);
  });

  it('that fails, fails for who asked for it and nobody after', async () => {
    const share = shareWork();
    const failed = share('a', () => Promise.reject(new Error('gone')));
    const next = share('a', () => Promise.resolve('there'));
    await expect(failed).rejects.toThrow('gone');
    expect(await next).toBe('there');
    expect(await share('a', () => Promise.resolve('again'))).toBe('again');
  });
});
