import { describe, expect, it } from 'vitest';
import type { Figures } from '../../contract/index.ts';
import { everyDay } from './every-day.ts';

const tally = { visits: 3, persons: 2, tokens: 2, confirmed: 1 };
/** 01:30 on 2 March 2027 in Thailand, still the 1st by UTC. */
const figures = (period: Figures['period'], days: string[]): Figures => ({
  ...{ period, madeAt: '2027-03-01T18:30:00.000Z', total: tally, byOperator: [], byReason: [] },
  byDay: days.map((day) => ({ day, tally })),
});
const tokensOf = (given: Figures) => everyDay(given).map(({ day, tally: { tokens } }) => `${day} ${tokens}`);

describe('the days of the chart', () => {
  it('are all of the week, over the end of a month, those without a visit with none', () => {
    expect(tokensOf(figures('week', ['2027-02-27', '2027-03-02']))).toEqual([
      '2027-02-24 0',
      '2027-02-25 0',
      '2027-02-26 0',
      '2027-02-27 2',
      '2027-02-28 0',
      '2027-03-01 0',
      '2027-03-02 2',
    ]);
  });

  it('are one today and thirty in a month', () => {
    expect(tokensOf(figures('today', []))).toEqual(['2027-03-02 0']);
    expect(everyDay(figures('month', ['2027-02-27']))).toHaveLength(30);
  });

  it('of all time begin with the first visit, and are the latest thirty', () => {
    expect(tokensOf(figures('all', ['2027-03-01']))).toEqual(['2027-03-01 2', '2027-03-02 0']);
    expect(everyDay(figures('all', ['2026-01-05', '2027-03-02']))).toHaveLength(30);
    expect(everyDay(figures('all', []))).toHaveLength(1);
  });
});
