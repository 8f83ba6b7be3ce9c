import { describe, expect, it } from 'vitest';
import { axisOf, isUnfinished } from './axis.ts';

describe('the axis of a chart', () => {
  it.each([
    [0, [0, 1]],
    [1, [0, 1]],
    [3, [0, 1, 2, 3]],
    [33, [0, 10, 20, 30, 40]],
    [100, [0, 50, 100]],
    [4743, [0, 2000, 4000, 6000]],
  ])('for at most %i has the round numbers %j', (most, expected) => {
    expect(axisOf(most)).toEqual(expected);
  });

  it('never has more than five steps, and ends above the highest column', () => {
    for (let most = 1; most < 3000; most += 7) {
      const axis = axisOf(most);
      expect(axis.length).toBeLessThanOrEqual(6);
      expect(axis.at(-1)).toBeGreaterThanOrEqual(most);
    }
  });
});

describe('a column of a chart', () => {
  const days = { from: '2026-10-14', to: '2026-11-30' };
  it.each([
    ['today', '2026-11-30', 'day', true],
    ['yesterday', '2026-11-29', 'day', false],
    ['this week', '2026-11-30', 'week', true],
    ['last week', '2026-11-23', 'week', false],
    ['the week that the period begins in', '2026-10-12', 'week', true],
    ['the month that the period begins in', '2026-10-01', 'month', true],
    ['this month on its last day', '2026-11-01', 'month', true],
  ] as const)('of %s', (_which, start, grain, expected) => {
    expect(isUnfinished(start, grain, days, '2026-11-30')).toBe(expected);
  });

  it('ends where the period does', () => {
    expect(isUnfinished('2026-11-01', 'month', { from: '2026-11-01', to: '2026-11-15' }, '2026-12-30')).toBe(
      true,
    );
    expect(isUnfinished('2026-11-01', 'month', { from: '2026-11-01', to: '2026-11-30' }, '2026-12-30')).toBe(
      false,
    );
  });
});
