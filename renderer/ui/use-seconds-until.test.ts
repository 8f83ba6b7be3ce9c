import { describe, expect, it } from 'vitest';
import { secondsUntil } from './use-seconds-until.ts';

const AT = '2026-11-22T07:00:30.000Z';

describe('the pause before another try', () => {
  it('counts whole seconds, the last one until it is over', () => {
    expect(secondsUntil(AT, Date.parse('2026-11-22T07:00:00.000Z'))).toBe(30);
    expect(secondsUntil(AT, Date.parse('2026-11-22T07:00:29.900Z'))).toBe(1);
  });

  it('is over at its end and stays over', () => {
    expect(secondsUntil(AT, Date.parse(AT))).toBe(0);
    expect(secondsUntil(AT, Date.parse(AT) + 60_000)).toBe(0);
  });
});
