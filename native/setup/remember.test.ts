import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { rememberYes } from './remember.ts';

describe('a remembered yes', () => {
  let folder: string;
  let asked: number;
  let answer: boolean;
  let isReady: () => Promise<boolean>;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'remember-'));
    writeFileSync(path.join(folder, 'made'), 'made');
    asked = 0;
    answer = true;
    isReady = rememberYes(path.join(folder, 'memory'), [path.join(folder, 'made')], async () => {
      asked++;
      return answer;
    });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is given again without asking while nothing changed', async () => {
    expect([await isReady(), await isReady(), asked]).toEqual([true, true, 1]);
  });

  it('is asked for again when what it came from changed', async () => {
    await isReady();
    rmSync(path.join(folder, 'made'));
    answer = false;
    expect([await isReady(), asked]).toEqual([false, 2]);
  });

  it('is asked for every time while the answer is no', async () => {
    answer = false;
    expect([await isReady(), await isReady(), asked]).toEqual([false, false, 2]);
  });
});
