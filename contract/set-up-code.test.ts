import { describe, expect, it } from 'vitest';
import { openSetUpCode, readSetUpCode, writeSetUpCode } from './set-up-code.ts';

const LETTERS = '0123456789ABCDEFGHJK';

describe('a set-up code', () => {
  it('is read however it is typed, and what is taken for another letter is that letter', () => {
    expect(writeSetUpCode(LETTERS)).toBe('01234-56789-ABCDE-FGHJK');
    for (const typed of ['01234-56789-ABCDE-FGHJK', ' o1234 56789 abcde fghjk ', 'OI234-56789-ABCDE-FGHJK'])
      expect(readSetUpCode(typed)).toBe(LETTERS);
  });

  it('is none when a letter is missing, too many, or not one of them', () => {
    for (const typed of [
      '',
      LETTERS.slice(1),
      `${LETTERS}0`,
      LETTERS.replace('K', 'U'),
      LETTERS.replace('K', 'ก'),
    ])
      expect(readSetUpCode(typed)).toBeNull();
  });

  it('stands for an id and a key that another code does not have', async () => {
    const one = await openSetUpCode(LETTERS);
    const other = await openSetUpCode(LETTERS.replace('K', 'M'));
    expect(one.id).toMatch(/^[0-9a-f]{32}$/);
    expect(one.key).toHaveLength(32);
    expect(await openSetUpCode(LETTERS)).toEqual(one);
    expect(other.id).not.toBe(one.id);
    expect(Buffer.from(one.key).toString('hex')).not.toContain(one.id);
  });
});
