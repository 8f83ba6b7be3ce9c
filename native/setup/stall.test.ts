import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { abortOnStall } from './stall.ts';

describe('the watch over a download', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'stall-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('lets it go on while bytes arrive, and gives it up when they stop', async () => {
    const { signal, stop } = abortOnStall(folder, 2_000);
    for (let arrived = 0; arrived < 9; arrived++) {
      appendFileSync(path.join(folder, 'part'), 'bytes');
      await wait(300);
    }
    expect(signal.aborted).toBe(false);
    await expect.poll(() => signal.aborted, { timeout: 5_000 }).toBe(true);
    stop();
  });
});
