import { describe, expect, it } from 'vitest';
import { addressOf, dayOf, daysBefore, daysOf, readView, usualGrain } from './view.ts';

describe('the view that an address asks for', () => {
  it('is found again from its own address', () => {
    const view = {
      ...readView(''),
      ...({ tab: 'facilities', region: 6, period: 'days', sort: 'tokens', down: true } as const),
      ...{ from: '2026-01-01', to: '2026-01-31', search: 'ระยอง', page: 2 },
    };
    const address = addressOf(view, '?lang=en');
    expect(readView(address)).toEqual(view);
    expect(new URLSearchParams(address).get('lang')).toBe('en');
  });

  it('is said by nothing where all is as usual', () => {
    expect(addressOf(readView('?region=1&tab=regions'), '?region=1')).toBe('?');
  });

  it('takes what is wrong as if it were not said', () => {
    expect(readView('?tab=x&region=99&from=never&page=-1&sort=citizen')).toEqual(readView(''));
  });
});

describe('the days of a period', () => {
  it('are counted back from today, today included', () => {
    expect(daysOf(readView('?period=7'), '2026-03-02')).toEqual({ from: '2026-02-24', to: '2026-03-02' });
    expect(daysOf(readView(''), '2026-03-02')).toBeNull();
    expect(daysOf(readView('?period=days&from=2026-03-02&to=2026-03-01'), '2026-03-02')).toBeNull();
  });

  it('are compared with as many before', () => {
    expect(daysBefore({ from: '2026-03-01', to: '2026-03-31' })).toEqual({
      ...{ from: '2026-01-29', to: '2026-02-28' },
    });
  });

  it('are Bangkok’s', () => {
    expect(dayOf(new Date('2026-11-22T17:00:00Z'))).toBe('2026-11-23');
  });

  it('are drawn so that columns can be told apart', () => {
    expect(usualGrain({ from: '2026-01-01', to: '2026-01-30' })).toBe('day');
    expect(usualGrain({ from: '2026-01-01', to: '2026-12-31' })).toBe('week');
    expect(usualGrain({ from: '2022-01-01', to: '2026-12-31' })).toBe('month');
  });
});
