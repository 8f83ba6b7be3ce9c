import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Diagnosis } from '../contract/index.ts';
import { awaitAnswer, forgetAnswer, sayFindings, statusOf, writeAnswer } from './diagnosis-answer.ts';

const found = (at: string, ...findings: Diagnosis['findings']): Diagnosis => ({
  version: '0.2.0',
  at,
  findings,
});
const GOOD = { subject: 'disk', good: true, en: '50 GB free', th: 'ว่าง 50 GB' } as const;
const PAST = { subject: 'log', good: false, en: 'INTERNAL', th: 'INTERNAL' } as const;
const SICK = { subject: 'clock', good: false, en: 'CLOCK_WRONG', th: 'CLOCK_WRONG' } as const;

let profile: string;
beforeEach(() => {
  profile = mkdtempSync(path.join(tmpdir(), 'answer-'));
});
afterEach(() => rmSync(profile, { recursive: true }));

describe('the running kiosk’s answer to --diagnose', () => {
  it('is what it writes after it was asked, not what lay there', async () => {
    await writeAnswer(profile, found('before', GOOD));
    forgetAnswer(profile);
    const answer = awaitAnswer(profile);
    await sleep(300);
    await writeAnswer(profile, found('after', GOOD, SICK));
    expect(await answer).toEqual(found('after', GOOD, SICK));
  });

  it('is none when the kiosk stays silent', async () => {
    forgetAnswer(profile);
    expect(await awaitAnswer(profile, 300)).toBeNull();
  });
});

describe('the findings on the command line', () => {
  it('are a line each, in both languages', () => {
    expect(sayFindings(found('now', GOOD, SICK)).split('\n')).toEqual([
      'good  disk          50 GB free',
      `${' '.repeat(20)}ว่าง 50 GB`,
      'BAD   clock         CLOCK_WRONG',
      `${' '.repeat(20)}CLOCK_WRONG`,
    ]);
  });

  it('leave with 0 when all is good now, with 1 when not', () => {
    expect(statusOf(found('now', GOOD, PAST))).toBe(0);
    expect(statusOf(found('now', GOOD, SICK))).toBe(1);
  });
});
