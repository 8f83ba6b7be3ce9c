import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inProject } from '../../native/setup/index.ts';
import { differences, indexedPng, type Picture, readPicture } from './picture.ts';

/** The consent screen's picture, half its size, and where its plain button stands on it: white, with a thin line and a word. */
const consent = () => readPicture(readFileSync(inProject('docs', 'screens', 'th', 'consent.png')));
const BUTTON = { left: 20, top: 346, right: 120, bottom: 396 };

const without = (picture: Picture, { left, top, right, bottom }: typeof BUTTON): Picture => {
  const rgb = picture.rgb.slice();
  for (let y = top; y < bottom; y++)
    rgb.fill(255, 3 * (y * picture.width + left), 3 * (y * picture.width + right));
  return { ...picture, rgb };
};

describe('the comparison of pictures', () => {
  it('finds no difference in the same', () => {
    expect(differences(consent(), consent())).toEqual([]);
  });

  it('bears colours that are a little off, as on another machine', () => {
    const { rgb, ...size } = consent();
    const paler = rgb.map((value, at) => (at % 7 === 0 ? Math.max(0, value - 40) : value));
    expect(differences({ ...size, rgb: paler }, { ...size, rgb })).toEqual([]);
  });

  it('misses a plain button that is gone', () => {
    expect(differences(without(consent(), BUTTON), consent())).not.toEqual([]);
  });

  it('takes no picture of another size', () => {
    const { width, height, rgb } = consent();
    expect(differences({ width: height, height: width, rgb }, consent())).toHaveLength(1);
  });
});

describe('a picture with a palette', () => {
  it('keeps a colour that few points have beside many shades of others', () => {
    const shades = 250;
    const pixels = 4 * shades;
    const rgb = new Uint8Array(3 * pixels);
    for (let pixel = 0; pixel < pixels; pixel++) rgb.set(shadeOf(pixel % shades), 3 * pixel);
    rgb.set([179, 102, 92], 0);
    const [red = 0, green = 0, blue = 0] = readPicture(indexedPng({ width: pixels, height: 1, rgb })).rgb;
    expect(red - Math.max(green, blue)).toBeGreaterThan(60);
  });
});

/** Grey to blue, without a red among them. */
const shadeOf = (step: number): [number, number, number] => {
  const light = 8 * (step % 16) + 60;
  return [light, light, Math.min(255, light + 8 * Math.floor(step / 16))];
};
