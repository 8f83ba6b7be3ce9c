import { describe, expect, it } from 'vitest';
import {
  formatCode,
  formatCount,
  formatDate,
  formatDay,
  formatError,
  formatMoment,
  formatName,
  formatShare,
} from './format.ts';

describe('dates on screen', () => {
  it('are in the Buddhist era in Thai', () => {
    expect(formatDate('2026-03-21', 'th')).toBe('21 มีนาคม 2569');
  });

  it('are in the Buddhist era in English too, and say so', () => {
    expect(formatDate('2026-03-21', 'en')).toBe('21 March 2569 BE');
  });

  it('leave open what the card leaves open', () => {
    expect(formatDate('1958-03', 'th')).toBe('มีนาคม 2501');
    expect(formatDate('1958', 'th')).toBe('2501');
  });

  it('keep the 29th of February of a Gregorian leap year', () => {
    expect(formatDate('2024-02-29', 'th')).toBe('29 กุมภาพันธ์ 2567');
  });

  it('give back what is no date', () => {
    expect(formatDate('soon', 'th')).toBe('soon');
  });
});

describe('moments on screen', () => {
  it('are on the Thai clock, whatever the clock of the machine', () => {
    expect(formatMoment('2026-11-22T07:05:00.000Z', 'th')).toBe('22 พ.ย. 2569 14:05 น.');
    expect(formatMoment('2026-11-22T07:05:00.000Z', 'en')).toBe('22 Nov 2569 BE, 14:05');
  });

  it('cross into the new year in Thailand seven hours before Greenwich does', () => {
    expect(formatMoment('2026-12-31T17:30:00Z', 'th')).toBe('1 ม.ค. 2570 00:30 น.');
    expect(formatDay('2026-12-31T17:30:00Z', 'th')).toBe('1 มกราคม 2570');
    expect(formatDay('2026-12-31T16:30:00Z', 'en')).toBe('31 December 2569 BE');
  });
});

describe('figures on screen', () => {
  it('group thousands', () => {
    expect(formatCount(7613)).toBe('7,613');
  });

  it('give no share of nothing', () => {
    expect(formatShare(0, 0)).toBeNull();
    expect(formatShare(471, 516)).toBe('91.3%');
  });

  it('group the confirmation code in threes without a trailing blank', () => {
    expect(formatCode('123456')).toBe('123 456');
    expect(formatCode('1234567')).toBe('123 456 7');
  });
});

describe('names on screen', () => {
  const somchai = { prefix: 'นาย', first: 'สมชาย', middle: '', last: 'ใจดี' };

  it('join prefix and first name in Thai', () => {
    expect(formatName(somchai, 'th')).toBe('นายสมชาย ใจดี');
  });

  it('keep them apart in English, and keep a middle name', () => {
    expect(formatName({ prefix: 'Mr.', first: 'Somchai', middle: 'Lek', last: 'Jaidee' }, 'en')).toBe(
      'Mr. Somchai Lek Jaidee',
    );
  });
});

describe('errors on screen', () => {
  it('say the date of an expired card in the Buddhist era', () => {
    const expired = { code: 'CARD_EXPIRED', details: { date: '2020-05-01' } } as const;
    expect(formatError(expired, 'th')).toContain('1 พฤษภาคม 2563');
    expect(formatError(expired, 'en')).toContain('1 May 2563 BE');
  });

  it('fill in figures as they are', () => {
    expect(formatError({ code: 'SIGN_IN_WRONG', details: { left: 2 } }, 'en')).toBe(
      'Wrong PIN. 2 tries left.',
    );
  });
});
