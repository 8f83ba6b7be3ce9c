import { decode, encode } from 'jpeg-js';
import type { Point3 } from '../../contract/index.ts';

/** Things drawn over a face in a picture, where its points are: flat, with a shade to the sides. */

type Colour = readonly [red: number, green: number, blue: number];
type Corner = readonly [x: number, y: number];
type Picture = { width: number; height: number; data: Uint8Array };

/** Along the cheekbones and over the nose, then round the chin. */
const MASK_EDGE = [
  234, 227, 118, 120, 197, 349, 347, 447, 454, 361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149,
  150, 136, 172, 58, 132,
];
/** Corners of each eye. */
const EYES = [
  [33, 133],
  [362, 263],
] as const;
const QUALITY = 88;

export function withMask(jpeg: Uint8Array, landmarks: readonly Point3[], colour: Colour): Uint8Array {
  const picture = decode(jpeg, { useTArray: true });
  const at = placesIn(picture, landmarks);
  fill(picture, MASK_EDGE.map(at), colour);
  return encode(picture, QUALITY).data;
}

export function withGlasses(jpeg: Uint8Array, landmarks: readonly Point3[], colour: Colour): Uint8Array {
  const picture = decode(jpeg, { useTArray: true });
  const at = placesIn(picture, landmarks);
  for (const [outer, inner] of EYES) {
    const [[x1, y1], [x2, y2]] = [at(outer), at(inner)];
    const width = Math.abs(x1 - x2);
    const lens = Array.from({ length: 40 }, (_, step): Corner => {
      const angle = (step * Math.PI) / 20;
      return [
        (x1 + x2) / 2 + 0.85 * width * Math.cos(angle),
        (y1 + y2) / 2 + 0.12 * width + 0.65 * width * Math.sin(angle),
      ];
    });
    fill(picture, lens, colour);
  }
  return encode(picture, QUALITY).data;
}

function placesIn({ width, height }: Picture, landmarks: readonly Point3[]): (index: number) => Corner {
  return (index) => {
    const [x, y] = landmarks[index] ?? [0, 0, 0];
    return [x * width, y * height];
  };
}

function fill({ width, height, data }: Picture, corners: readonly Corner[], colour: Colour): void {
  const rows = corners.map(([, y]) => y);
  for (
    let y = Math.max(0, Math.floor(Math.min(...rows)));
    y <= Math.min(height - 1, Math.max(...rows));
    y += 1
  )
    for (let x = 0; x < width; x += 1)
      if (isInside(corners, x, y)) {
        const shade = 0.85 + 0.15 * Math.cos((4 * (x - width / 2)) / width);
        data.set(
          colour.map((value) => value * shade),
          4 * (y * width + x),
        );
      }
}

/** Even-odd rule. */
function isInside(corners: readonly Corner[], x: number, y: number): boolean {
  let inside = false;
  for (const [index, [x1, y1]] of corners.entries()) {
    const [x2, y2] = corners.at(index - 1) ?? [x1, y1];
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}
