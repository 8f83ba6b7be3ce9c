/** How a cheap phone sees the kiosk's screen. Lengths in millimetres, angles in degrees, sizes in pixels. */
export type View = {
  /** Edge of the QR on the screen, its quiet zone included. */
  qrMm: number;
  distanceMm: number;
  /** Pixels across the whole of the phone's preview. */
  previewPx: number;
  /** Edge of the middle of it, in which a scanner looks for a code. */
  lookPx: number;
  horizontalViewDegrees: number;
  /** How far the phone is turned against the screen. */
  tiltDegrees: number;
  /** Spread of lens and focus. */
  blurPx: number;
  /** Standard deviation, of 255. */
  noise: number;
};

/**
 * A 15.6-inch screen with 1920 pixels across shows the QR 480 pixels wide; a phone of the cheapest sort scans in
 * a preview of 1920 × 1080 and does not focus well. A screen shines by itself: there is little noise.
 */
export const CHEAP_PHONE: View = {
  qrMm: 86,
  distanceMm: 400,
  previewPx: 1920,
  lookPx: 600,
  horizontalViewDegrees: 65,
  tiltDegrees: 12,
  blurPx: 0.7,
  noise: 4,
};

const BLACK = 40;
const WHITE = 215;
const SUBSAMPLES = 3;

/** Pixels of the camera's picture for one module in the middle of the QR. */
export function pixelsPerModule(modules: number, view: View): number {
  return (focalPx(view) * view.qrMm) / view.distanceMm / modules;
}

const radians = (degrees: number): number => (degrees * Math.PI) / 180;
const focalPx = ({ previewPx, horizontalViewDegrees }: View): number =>
  previewPx / 2 / Math.tan(radians(horizontalViewDegrees / 2));

/**
 * The picture of a QR, RGBA: perspective by a pinhole camera turned about the vertical, light that falls off to one
 * side, blur, noise.
 * @param dark rows of modules, the quiet zone included
 * @param random uniform in 0..1
 */
export function photograph(dark: boolean[][], view: View, random: () => number): Uint8ClampedArray {
  const light = blur(expose(dark, view), view);
  const rgba = new Uint8ClampedArray(light.length * 4);
  for (let at = 0; at < light.length; at += 1) {
    const value = (light[at] ?? 0) + view.noise * normal(random);
    rgba.fill(value, at * 4, at * 4 + 3);
    rgba[at * 4 + 3] = 255;
  }
  return rgba;
}

function expose(dark: boolean[][], view: View): Float32Array {
  const { lookPx: edge } = view;
  const light = new Float32Array(edge * edge);
  for (let y = 0; y < edge; y += 1) {
    for (let x = 0; x < edge; x += 1) {
      let sum = 0;
      for (let sub = 0; sub < SUBSAMPLES ** 2; sub += 1) {
        const u = x + ((sub % SUBSAMPLES) + 0.5) / SUBSAMPLES;
        const v = y + (Math.floor(sub / SUBSAMPLES) + 0.5) / SUBSAMPLES;
        sum += isDark(dark, view, u, v) ? BLACK : WHITE;
      }
      light[y * edge + x] = (sum / SUBSAMPLES ** 2) * (1 - (0.25 * x) / edge);
    }
  }
  return light;
}

/** Where the ray through a pixel meets the screen, and what is there. */
function isDark(dark: boolean[][], view: View, u: number, v: number): boolean {
  const { lookPx, qrMm, distanceMm, tiltDegrees } = view;
  const x = (u - lookPx / 2) / focalPx(view);
  const y = (v - lookPx / 2) / focalPx(view);
  const tilt = radians(tiltDegrees);
  const depth = distanceMm / (1 - x * Math.tan(tilt));
  const moduleMm = qrMm / dark.length;
  const column = Math.floor((x * depth) / Math.cos(tilt) / moduleMm + dark.length / 2);
  const row = Math.floor((y * depth) / moduleMm + dark.length / 2);
  return dark[row]?.[column] ?? false;
}

/** Gaussian, one direction after the other. */
function blur(light: Float32Array, { lookPx: edge, blurPx }: View): Float32Array {
  const radius = Math.ceil(blurPx * 3);
  const weights = Array.from({ length: 2 * radius + 1 }, (_, at) =>
    Math.exp(-((at - radius) ** 2) / (2 * blurPx ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const pass = (from: Float32Array, dx: number, dy: number): Float32Array => {
    const to = new Float32Array(from.length);
    for (let y = 0; y < edge; y += 1) {
      for (let x = 0; x < edge; x += 1) {
        let sum = 0;
        for (const [at, weight] of weights.entries()) {
          const column = Math.min(edge - 1, Math.max(0, x + dx * (at - radius)));
          const row = Math.min(edge - 1, Math.max(0, y + dy * (at - radius)));
          sum += weight * (from[row * edge + column] ?? 0);
        }
        to[y * edge + x] = sum / total;
      }
    }
    return to;
  };
  return pass(pass(light, 1, 0), 0, 1);
}

/** Box and Muller. */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
