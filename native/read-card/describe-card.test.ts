import { describe, expect, it } from 'vitest';
import { isoWithUnknowns } from './describe-card.ts';

describe('a date of the card in words of ISO 8601-2', () => {
  it.each([
    [{ year: 1991, month: 8, day: 15 }, '1991-08-15'],
    [{ year: 1950, month: 3, day: null }, '1950-03-XX'],
    [{ year: 1950, month: null, day: null }, '1950-XX-XX'],
  ])('%o is %s', (date, text) => expect(isoWithUnknowns(date)).toBe(text));
});
