import { describe, expect, it } from 'vitest';
import type { FacilityRow } from '../../../contract/report.ts';
import { arrange, PAGE_ROWS } from './arrange.ts';

const row = (hcode: string, nameTh: string, tokens = 0, confirmedTokens = 0): FacilityRow => ({
  ...{ hcode, nameTh, province: 'ชลบุรี', amphoe: 'เมือง', devices: 1, persons: tokens },
  ...{ tokens, confirmedTokens },
});
const ROWS = [row('10662', 'โรงพยาบาลชลบุรี', 4, 4), row('00014', 'เกาะสีชัง', 8, 2), row('EA0012345', 'ก่องนา')];
const AS_USUAL = { search: '', sort: 'hcode', down: false, page: 1 } as const;
const codes = (rows: readonly FacilityRow[]) => rows.map(({ hcode }) => hcode);

describe('facilities in a table', () => {
  it('are in the order of the Thai dictionary, in which a leading vowel comes after its consonant', () => {
    expect(codes(arrange(ROWS, { ...AS_USUAL, sort: 'nameTh' }).rows)).toEqual([
      'EA0012345',
      '00014',
      '10662',
    ]);
  });

  it('are ordered by count and by rate, from either end', () => {
    expect(codes(arrange(ROWS, { ...AS_USUAL, sort: 'tokens', down: true }).rows)[0]).toBe('00014');
    expect(codes(arrange(ROWS, { ...AS_USUAL, sort: 'rate', down: true }).rows)).toEqual([
      ...['10662', '00014', 'EA0012345'],
    ]);
  });

  it('are found by any words of code, name or place', () => {
    expect(codes(arrange(ROWS, { ...AS_USUAL, search: 'ชลบุรี โรง' }).rows)).toEqual(['10662']);
    expect(codes(arrange(ROWS, { ...AS_USUAL, search: 'ea00' }).rows)).toEqual(['EA0012345']);
    expect(arrange(ROWS, { ...AS_USUAL, search: 'ไม่มี' })).toMatchObject({ rows: [], pages: 1, page: 1 });
  });

  it('come by pages, of which the last is the end', () => {
    const many = Array.from({ length: PAGE_ROWS + 3 }, (_, index) => row(String(10_000 + index), 'หน่วย'));
    const last = arrange(many, { ...AS_USUAL, page: 9 });
    expect([last.page, last.pages, last.rows.length]).toEqual([2, 2, 3]);
  });
});
