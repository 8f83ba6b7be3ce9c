import type { Point3 } from './face.ts';
import { faceBox } from './face-measures.ts';

/** Light, sharpness, and what covers a face: measured on its picture, the same on both sides. */

/** Side in pixels of the square that a face's box is drawn into before it is measured. */
export const FACE_PATCH = 96;

export type PatchMeasures = {
  /** Mean luma, 0 black to 1 white. */
  brightness: number;
  /** Mean square of the Laplacian of luma (0..255): below about 20 the picture is blurred or moved. */
  sharpness: number;
  /** How much more light one side of the face has than the other, in doublings: 0 even, 1 twice as much. */
  unevenness: number;
  /** The lower face against the skin around the eyes, which a mask leaves free. */
  lowerFace: {
    /** Distance in colour, Cb and Cr on a skin of luma 100. */
    colour: number;
    /** Luma in doublings; negative when darker. */
    light: number;
    /** How far the lips' colour is from the lower face's. */
    lipColour: number;
    /** Standard deviation of luma over its mean, around the lips: a bare mouth shows edges. */
    mouthContrast: number;
  };
  /** The eyes against the skin around them. */
  eyes: {
    /** Luma as a share of the skin's. */
    light: number;
    /** Standard deviation of luma over the skin's luma: lids, white and iris differ. */
    contrast: number;
  };
};

/** Where the regions are: points of the mesh with a small square of pixels around each. */
const REGIONS = {
  upper: { points: [151, 9, 6, 197, 118, 347, 117, 346], reach: 3 },
  lower: { points: [164, 18, 200, 206, 426, 199, 211, 431], reach: 3 },
  lips: { points: [0, 17, 37, 267, 84, 314], reach: 2 },
  eyes: { points: [159, 145, 33, 133, 386, 374, 263, 362, 230, 450, 160, 158, 385, 387], reach: 3 },
  right: { points: [50, 205, 117, 108], reach: 3 },
  left: { points: [280, 425, 346, 337], reach: 3 },
} as const;

type Region = { luma: number; cb: number; cr: number; meanLuma: number; deviation: number };

/**
 * @param rgba pixels of a FACE_PATCH × FACE_PATCH picture of the face's box
 * @param landmarks the points that gave the box
 */
export function measurePatch(rgba: Uint8ClampedArray, landmarks: readonly Point3[]): PatchMeasures {
  const pixels = toYcc(rgba);
  const box = faceBox(landmarks);
  const region = (name: keyof typeof REGIONS): Region => {
    const { points, reach } = REGIONS[name];
    const middles = points.map((index): [number, number] => {
      const [x, y] = landmarks[index] ?? [box.x, box.y, 0];
      return [((x - box.x) / box.width) * FACE_PATCH, ((y - box.y) / box.height) * FACE_PATCH];
    });
    return describeRegion(pixels, middles, reach);
  };
  const [upper, lower, lips, eyes] = [region('upper'), region('lower'), region('lips'), region('eyes')];
  return {
    brightness: meanOf(pixels.luma) / 255,
    sharpness: sharpnessOf(pixels.luma),
    unevenness: Math.abs(doublings(region('left').meanLuma, region('right').meanLuma)),
    lowerFace: {
      colour:
        (10 * Math.hypot(lower.cb - upper.cb, lower.cr - upper.cr)) / Math.sqrt(Math.max(1, upper.luma)),
      light: doublings(lower.luma, upper.luma),
      lipColour: Math.hypot(lips.cb - lower.cb, lips.cr - lower.cr),
      mouthContrast: lips.deviation / Math.max(1, lips.luma),
    },
    eyes: {
      light: eyes.luma / Math.max(1, upper.luma),
      contrast: eyes.deviation / Math.max(1, upper.luma),
    },
  };
}

type Pixels = { luma: Float32Array; cb: Float32Array; cr: Float32Array };

/** ITU-R BT.601. */
function toYcc(rgba: Uint8ClampedArray): Pixels {
  const count = FACE_PATCH * FACE_PATCH;
  const pixels = { luma: new Float32Array(count), cb: new Float32Array(count), cr: new Float32Array(count) };
  for (let index = 0; index < count; index += 1) {
    const at = 4 * index;
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    pixels.luma[index] = 0.299 * red + 0.587 * green + 0.114 * blue;
    pixels.cb[index] = -0.169 * red - 0.331 * green + 0.5 * blue;
    pixels.cr[index] = 0.5 * red - 0.419 * green - 0.081 * blue;
  }
  return pixels;
}

function describeRegion(pixels: Pixels, middles: readonly [number, number][], reach: number): Region {
  const places = middles.flatMap(([x, y]) => squareAround(Math.round(x), Math.round(y), reach));
  const valuesOf = (plane: Float32Array): number[] => places.map((place) => plane[place] ?? 0);
  const luma = valuesOf(pixels.luma);
  const meanLuma = meanOf(luma);
  const squares = luma.reduce((sum, value) => sum + (value - meanLuma) ** 2, 0);
  return {
    luma: medianOf(luma),
    cb: medianOf(valuesOf(pixels.cb)),
    cr: medianOf(valuesOf(pixels.cr)),
    meanLuma,
    deviation: Math.sqrt(squares / Math.max(1, luma.length)),
  };
}

function squareAround(x: number, y: number, reach: number): number[] {
  const places: number[] = [];
  for (let row = Math.max(0, y - reach); row <= Math.min(FACE_PATCH - 1, y + reach); row += 1)
    for (let column = Math.max(0, x - reach); column <= Math.min(FACE_PATCH - 1, x + reach); column += 1)
      places.push(row * FACE_PATCH + column);
  return places;
}

function sharpnessOf(luma: Float32Array): number {
  let squares = 0;
  for (let y = 1; y < FACE_PATCH - 1; y += 1)
    for (let x = 1; x < FACE_PATCH - 1; x += 1) {
      const at = y * FACE_PATCH + x;
      const value = (offset: number): number => luma[at + offset] ?? 0;
      const laplacian = 4 * value(0) - value(-1) - value(1) - value(-FACE_PATCH) - value(FACE_PATCH);
      squares += laplacian * laplacian;
    }
  return squares / (FACE_PATCH - 2) ** 2;
}

/** How many times the one is twice the other. */
const doublings = (one: number, other: number): number => Math.log2(Math.max(1, one) / Math.max(1, other));

function meanOf(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return sum / Math.max(1, values.length);
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[values.length >> 1] ?? 0;
}
