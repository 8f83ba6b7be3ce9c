import { describe, expect, it } from 'vitest';
import { addMoire, type Pixels, showOnSheet } from './sheet.ts';
import type { Sheet } from './shot.ts';

const [WIDTH, HEIGHT] = [320, 240];
const FLAT: Sheet = { yaw: 0, pitch: 0, bentAbout: null, radius: 0 };

/** A black picture with a white spot. */
function spotAt(x: number, y: number): Pixels {
  const data = new Uint8ClampedArray(4 * WIDTH * HEIGHT);
  for (let dy = -3; dy <= 3; dy += 1)
    for (let dx = -3; dx <= 3; dx += 1)
      data.fill(255, 4 * ((y + dy) * WIDTH + x + dx), 4 * ((y + dy) * WIDTH + x + dx) + 3);
  return { width: WIDTH, height: HEIGHT, data };
}

/** Where the white spot is. */
function spotOf({ data }: Pixels): [x: number, y: number] {
  let [sum, sumX, sumY] = [0, 0, 0];
  for (let at = 0; at < WIDTH * HEIGHT; at += 1)
    if ((data[4 * at] ?? 0) > 200) {
      sum += 1;
      sumX += at % WIDTH;
      sumY += Math.floor(at / WIDTH);
    }
  return [sumX / sum, sumY / sum];
}

const seen = (x: number, y: number, sheet: Partial<Sheet>) =>
  spotOf(showOnSheet(spotAt(x, y), { ...FLAT, ...sheet }));

describe('a picture on a sheet', () => {
  it('is only smaller when the sheet is held straight', () => {
    const [x, y] = seen(200, 100, {});
    expect(x).toBeCloseTo(160 + 0.85 * 40, 0);
    expect(y).toBeCloseTo(120 - 0.85 * 20, 0);
  });

  it('gets narrower when it is turned, and the side that comes nearer larger', () => {
    const [right] = seen(240, 120, { yaw: 40 });
    const [left] = seen(80, 120, { yaw: 40 });
    expect(right - left).toBeLessThan(0.85 * 160 * 0.85);
    expect(Math.abs(right - 160)).not.toBeCloseTo(Math.abs(left - 160), 0);
  });

  it('keeps every point of an upright line on one line when it is bent about it and turned', () => {
    const sheet: Partial<Sheet> = { yaw: 35, bentAbout: 'upright', radius: 0.5 };
    const xs = [60, 120, 180].map((y) => seen(160, y, sheet)[0]);
    expect(Math.max(...xs) - Math.min(...xs)).toBeLessThan(1);
  });

  it('moves the middle of an upright line out of the line when it is bent about the level and turned', () => {
    const sheet: Partial<Sheet> = { yaw: 35, bentAbout: 'level', radius: 0.5 };
    const [top, middle, bottom] = [60, 120, 180].map((y) => seen(160, y, sheet)[0]);
    expect(Math.abs((middle ?? 0) - ((top ?? 0) + (bottom ?? 0)) / 2)).toBeGreaterThan(2);
  });

  it('has stripes as between two rows of pixels, and keeps its light', () => {
    const grey: Pixels = {
      width: WIDTH,
      height: HEIGHT,
      data: new Uint8ClampedArray(4 * WIDTH * HEIGHT).fill(120),
    };
    const { data } = addMoire(grey);
    const reds = Array.from({ length: WIDTH * HEIGHT }, (_, at) => data[4 * at] ?? 0);
    expect(reds.reduce((sum, value) => sum + value, 0) / reds.length).toBeCloseTo(120, -0.5);
    expect(Math.max(...reds) - Math.min(...reds)).toBeGreaterThan(20);
  });
});
