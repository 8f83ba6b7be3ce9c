import { describe, expect, it } from 'vitest';
import { drawPart, type Part } from './draw-part.ts';

const WIDTH = 8;
const HEIGHT = 4;

/** Its red grows to the right, its green downwards. */
const slope = {
  width: WIDTH,
  height: HEIGHT,
  data: Uint8ClampedArray.from({ length: 4 * WIDTH * HEIGHT }, (_, index) => {
    const pixel = index >> 2;
    return [20 * (pixel % WIDTH), 40 * Math.floor(pixel / WIDTH), 7, 255][index % 4] ?? 0;
  }),
};

const WHOLE: Part = { x: 0, y: 0, width: 1, height: 1 };

function drawn(side: number, part: Part): number[][] {
  const target = new Uint8ClampedArray(4 * side * side);
  drawPart(target, side, slope, part);
  return Array.from({ length: side * side }, (_, pixel) => [...target.subarray(4 * pixel, 4 * pixel + 4)]);
}

describe('drawing a part of a picture', () => {
  it('leaves pixels as they are where the square is as large as the part', () => {
    const part = { x: 2 / WIDTH, y: 1 / HEIGHT, width: 2 / WIDTH, height: 2 / HEIGHT };
    expect(drawn(2, part)).toEqual([
      [40, 40, 7, 255],
      [60, 40, 7, 255],
      [40, 80, 7, 255],
      [60, 80, 7, 255],
    ]);
  });

  it('mixes those around the middle where it is smaller or larger', () => {
    expect(drawn(1, WHOLE)).toEqual([[70, 60, 7, 255]]);
    const [left, right] = drawn(4, { ...WHOLE, width: 2 / WIDTH, x: 3 / WIDTH }).slice(4, 6);
    expect(left?.[0]).toBe(55);
    expect(right?.[0]).toBe(65);
  });

  it('goes on with the border where the part reaches beyond the picture', () => {
    const outside = drawn(2, { x: -1, y: -1, width: 1, height: 1 });
    expect(outside).toEqual(Array(4).fill([0, 0, 7, 255]));
    expect(drawn(2, { x: 1, y: 1, width: 1, height: 1 })).toEqual(Array(4).fill([140, 120, 7, 255]));
  });
});
