import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/** Red, green, blue, one byte each, row by row. */
export type Picture = { width: number; height: number; rgb: Uint8Array };

/** As many as a palette can have: with fewer the lips of a face lose their red to the many shades of grey. */
const PALETTE_SIZE = 256;
/** Shades that are nearer to each other than this become one. */
const SHADE = 8;

/** A picture of half the width and height; each pixel is the mean of four. */
export function halved(png: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const half = { width: width >> 1, height: height >> 1 };
  const rgb = new Uint8Array(half.width * half.height * 3);
  const at = (byte: number): number => data[byte] ?? 0;
  const row = 4 * width;
  let written = 0;
  for (let y = 0; y < half.height; y++)
    for (let x = 0; x < half.width; x++)
      for (let channel = 0; channel < 3; channel++) {
        const first = 2 * y * row + 8 * x + channel;
        rgb[written++] = (at(first) + at(first + 4) + at(first + row) + at(first + row + 4) + 2) >> 2;
      }
  return { ...half, rgb };
}

export function readPicture(png: Uint8Array): Picture {
  const { width, height, data } = PNG.sync.read(Buffer.from(png));
  const rgb = new Uint8Array(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < 3; channel++) rgb[3 * pixel + channel] = data[4 * pixel + channel] ?? 0;
  return { width, height, rgb };
}

/** A PNG with a palette (colour type 3): a third of the size, and screens have few colours. */
export function indexedPng({ width, height, rgb }: Picture): Uint8Array {
  const palette = commonColours(rgb);
  const nearest = nearestIn(palette);
  const rows = Buffer.alloc(height * (width + 1));
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + x + 1] = nearest(colourAt(rgb, y * width + x));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A square of a picture, px, in which something may be missing. */
const TILE_PX = 32;
/** So far apart (of 255) a colour is seen as another. */
const VISIBLE = 64;
/** Edges of letters fall a little differently on another machine; that much of a tile is no difference. */
const TOLERATED_SHARE = 0.05;

/**
 * Where two pictures differ so that an eye sees it, each tile by itself: a button with little ink on it is nothing in
 * the whole picture, and much of its tile.
 *
 * @returns each tile that differs, as `x,y` of its upper left corner and the share that does, the worst first
 */
export function differences(one: Picture, other: Picture): string[] {
  if (one.width !== other.width || one.height !== other.height)
    return [`${one.width}×${one.height} instead of ${other.width}×${other.height}`];
  const found: { place: string; share: number }[] = [];
  for (let top = 0; top < one.height; top += TILE_PX)
    for (let left = 0; left < one.width; left += TILE_PX) {
      const share = differingShare(one, other, left, top);
      if (share > TOLERATED_SHARE) found.push({ place: `${left},${top}`, share });
    }
  return found
    .sort((a, b) => b.share - a.share)
    .map(({ place, share }) => `${place} by ${Math.round(100 * share)}%`);
}

/** Of the tile with this upper left corner, 0..1; at the right and lower edge it may be smaller. */
function differingShare(one: Picture, other: Picture, left: number, top: number): number {
  const right = Math.min(left + TILE_PX, one.width);
  const bottom = Math.min(top + TILE_PX, one.height);
  const apart = (at: number): boolean => Math.abs((one.rgb[at] ?? 0) - (other.rgb[at] ?? 0)) > VISIBLE;
  let differing = 0;
  for (let y = top; y < bottom; y++)
    for (let x = left; x < right; x++) {
      const at = 3 * (y * one.width + x);
      if (apart(at) || apart(at + 1) || apart(at + 2)) differing++;
    }
  return differing / ((right - left) * (bottom - top));
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

const colourAt = (rgb: Uint8Array, pixel: number): number => {
  const [red = 0, green = 0, blue = 0] = rgb.subarray(pixel * 3, pixel * 3 + 3);
  return (red << 16) | (green << 8) | blue;
};

function commonColours(rgb: Uint8Array): number[] {
  const counts = new Map<number, { pixels: number; colour: number }>();
  for (let pixel = 0; pixel * 3 < rgb.length; pixel++) {
    const colour = colourAt(rgb, pixel);
    const shade = channels(colour).reduce((sum, value) => sum * 256 + Math.round(value / SHADE), 0);
    const counted = counts.get(shade);
    if (counted) counted.pixels++;
    else counts.set(shade, { pixels: 1, colour });
  }
  return [...counts.values()]
    .sort((a, b) => b.pixels - a.pixels)
    .slice(0, PALETTE_SIZE)
    .map(({ colour }) => colour);
}

function nearestIn(palette: readonly number[]): (colour: number) => number {
  const known = new Map<number, number>();
  const parts = palette.map(channels);
  return (colour) => {
    const found = known.get(colour);
    if (found !== undefined) return found;
    const [red, green, blue] = channels(colour);
    const distances = parts.map(([r, g, b]) => (r - red) ** 2 + (g - green) ** 2 + (b - blue) ** 2);
    const place = distances.indexOf(Math.min(...distances));
    known.set(colour, place);
    return place;
  };
}

const channels = (colour: number): [number, number, number] => [
  colour >> 16,
  (colour >> 8) & 255,
  colour & 255,
];
