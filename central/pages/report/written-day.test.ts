import { describe, expect, it } from 'vitest';
import { readDay, writeDay } from './written-day.ts';

describe('a day in a field', () => {
  it('is written in the calendar of the page', () => {
    expect(writeDay('2026-10-25', 'th')).toBe('25/10/2569');
    expect(writeDay('2026-10-25', 'en')).toBe('25/10/2026');
    expect(writeDay('', 'th')).toBe('');
  });

  it.each([
    ['25/10/2569', '2026-10-25'],
    ['25/10/2026', '2026-10-25'],
    ['5-1-2569', '2026-01-05'],
    ['29/2/2567', '2024-02-29'],
    ['29/2/2569', null],
    ['31/4/2569', null],
    ['10/25/2026', null],
    ['25/10/69', null],
    ['', null],
  ])('%s is read as %s', (written, expected) => {
    expect(readDay(written)).toBe(expected);
  });
});
