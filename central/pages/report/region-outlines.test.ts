import { expect, it } from 'vitest';
import { DRAWING, MAP_SIZE, regionOutlines } from './region-outlines.ts';

it('have every province of the country in one region', () => {
  const outlines = regionOutlines();
  expect(outlines.map(({ region }) => region)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
  const drawnIn = (province: string) => {
    const [start = '', ...steps] = province.replace(/^m /, '').split(' ');
    const alone = `M ${start} l ${steps.join(' ')}`;
    return outlines.filter(({ path }) => path.includes(alone)).length;
  };
  const notOnce = DRAWING.locations.filter(({ path }) => drawnIn(path) !== 1);
  // It is a lake.
  expect(notOnce.map(({ name }) => name)).toEqual(['Lake Songkha']);
});

it('fill the drawing in which the numbers have their places', () => {
  expect(DRAWING.viewBox).toBe(`0 0 ${MAP_SIZE.width} ${MAP_SIZE.height}`);
});
