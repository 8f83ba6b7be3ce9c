import { describe, expect, it } from 'vitest';
import { shadesOf } from './shades.ts';

describe('shades of the map', () => {
  it('are shared out among the regions, however far off one of them lies', () => {
    const shades = shadesOf([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 90_000]);
    expect(shades).toEqual([
      { shade: 1, least: 11, most: 13 },
      { shade: 2, least: 14, most: 16 },
      { shade: 3, least: 17, most: 19 },
      { shade: 4, least: 20, most: 90_000 },
    ]);
  });

  it('are the same for the same values', () => {
    expect(shadesOf([5, 5, 5])).toEqual([{ shade: 1, least: 5, most: 5 }]);
    expect(shadesOf([0, 0, 0, 7])).toEqual([
      { shade: 1, least: 0, most: 0 },
      { shade: 4, least: 7, most: 7 },
    ]);
    expect(shadesOf([])).toEqual([]);
  });
});
