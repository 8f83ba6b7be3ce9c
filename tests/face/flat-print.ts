import { decode, encode } from 'jpeg-js';

const SURROUNDINGS = 90;
/** The print's size in the picture, and the camera's distance as a multiple of the picture's width. */
const SIZE = 0.8;
const DISTANCE = 2;

/**
 * A print of the picture held to the camera, turned about its upright axis: a simulated presentation attack.
 *
 * @param degrees positive as a head that turns to its own left
 */
export function flatPrint(jpeg: Uint8Array, degrees: number): Uint8Array {
  const { width, height, data } = decode(jpeg, { useTArray: true });
  const turned = new Uint8Array(data.length).fill(SURROUNDINGS);
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const camera = DISTANCE * width;
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const [u, v] = [(x - width / 2) / SIZE, (y - height / 2) / SIZE];
      const onPrint = u / (cos + (u * sin) / camera);
      const depth = 1 - (onPrint * sin) / camera;
      const sourceX = Math.round(onPrint + width / 2);
      const sourceY = Math.round(v * depth + height / 2);
      if (sourceX < 0 || sourceX >= width || sourceY < 0 || sourceY >= height) continue;
      const from = 4 * (sourceY * width + sourceX);
      turned.set(data.subarray(from, from + 4), 4 * (y * width + x));
    }
  return encode({ width, height, data: turned }, 85).data;
}
