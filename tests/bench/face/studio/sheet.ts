import type { Sheet } from './shot.ts';

export type Pixels = { width: number; height: number; data: Uint8ClampedArray };

/** The sheet's size in the frame, and the camera's distance as a multiple of the frame's width. */
const SIZE = 0.85;
const DISTANCE = 2;
const SURROUNDINGS = 90;

/**
 * A picture on a sheet of paper or a screen, turned, perhaps bent, as the camera sees it: a ray for each pixel,
 * met with the plane or the cylinder. x to the right, y down, z away from the camera, the sheet at the origin.
 */
export function showOnSheet(picture: Pixels, sheet: Sheet): Pixels {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(picture.data.length).fill(SURROUNDINGS);
  const camera = DISTANCE * width;
  const [sinYaw, cosYaw] = sinCos(sheet.yaw);
  const [sinPitch, cosPitch] = sinCos(sheet.pitch);
  const upright = sheet.bentAbout === 'upright';
  const radius = sheet.radius * height;
  // The camera's place as the sheet sees it.
  const [originX, originY, originZ] = [
    -camera * cosPitch * sinYaw,
    camera * sinPitch,
    -camera * cosPitch * cosYaw,
  ];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [rayX, rayY] = [(x - width / 2) / SIZE, (y - height / 2) / SIZE];
      const forward = camera * cosPitch + rayY * sinPitch;
      const dx = rayX * cosYaw + forward * sinYaw;
      const dy = rayY * cosPitch - camera * sinPitch;
      const dz = forward * cosYaw - rayX * sinYaw;
      let far = -originZ / dz;
      let bent = 0;
      if (sheet.bentAbout) {
        // A cylinder that touches the sheet's plane in its middle and falls back to both sides of it.
        const [across, dAcross] = upright ? [originX, dx] : [originY, dy];
        const behind = originZ - radius;
        const a = dAcross * dAcross + dz * dz;
        const b = across * dAcross + behind * dz;
        const root = b * b - a * (across * across + behind * behind - radius * radius);
        far = (-b - Math.sqrt(root)) / a;
        bent = radius * Math.atan2(across + far * dAcross, -(behind + far * dz));
      }
      const u = upright ? bent : originX + far * dx;
      const v = sheet.bentAbout === 'level' ? bent : originY + far * dy;
      copyPixel(picture, u + width / 2, v + height / 2, data, 4 * (y * width + x));
    }
  return { width, height, data };
}

/** Bilinear; beyond the picture nothing is copied. */
function copyPixel({ width, height, data }: Pixels, x: number, y: number, to: Uint8ClampedArray, at: number) {
  if (!(x >= 0 && y >= 0 && x < width - 1 && y < height - 1)) return;
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [fx, fy] = [x - left, y - top];
  const from = 4 * (top * width + left);
  for (let channel = from; channel < from + 3; channel += 1) {
    const upper = (data[channel] ?? 0) * (1 - fx) + (data[channel + 4] ?? 0) * fx;
    const under = channel + 4 * width;
    const lower = (data[under] ?? 0) * (1 - fx) + (data[under + 4] ?? 0) * fx;
    to[at + channel - from] = upper * (1 - fy) + lower * fy;
  }
  to[at + 3] = 255;
}

/** Stripes of two close gratings, a little different for each colour, as between two rows of pixels. */
export function addMoire({ width, height, data }: Pixels): Pixels {
  const striped = new Uint8ClampedArray(data);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      for (const channel of [0, 1, 2] as const) {
        const wave = Math.sin(0.61 * x + 0.11 * y + channel) + Math.sin(0.13 * x - 0.57 * y + 2 * channel);
        const at = 4 * (y * width + x) + channel;
        striped[at] = (data[at] ?? 0) * (1 + 0.07 * wave);
      }
  return { width, height, data: striped };
}

function sinCos(degrees: number): [number, number] {
  const radians = (degrees * Math.PI) / 180;
  return [Math.sin(radians), Math.cos(radians)];
}
