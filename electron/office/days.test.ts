import { describe, expect, it } from 'vitest';
import { dayOf, daysOf, forFileName, periodBegins } from './days.ts';

/** 01:30 on 24 November in Thailand, still the 23rd by UTC. */
const NOW = new Date('2026-11-23T18:30:00.000Z');

describe('the days of a period', () => {
  it('are those of the Thai clock', () => {
    expect(daysOf(NOW, 'today')).toEqual({ from: '2026-11-24', to: '2026-11-24' });
    expect(daysOf(NOW, 'week')).toEqual({ from: '2026-11-18', to: '2026-11-24' });
    expect(daysOf(NOW, 'month')).toEqual({ from: '2026-10-26', to: '2026-11-24' });
    expect(periodBegins(NOW, 'today')).toBe('2026-11-23T17:00:00.000Z');
  });

  it('are those of the Thai clock for a single moment and in the name of a file, too', () => {
    expect(dayOf(NOW.toISOString())).toBe('2026-11-24');
    expect(forFileName(NOW.toISOString())).toBe('2026-11-24-01-30');
  });

  it('are all that there are, for all time', () => {
    expect(daysOf(NOW, 'all')).toBeNull();
    expect(periodBegins(NOW, 'all') < '2000').toBe(true);
  });
});
