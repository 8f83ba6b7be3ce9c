import { copyFileSync, writeFileSync } from 'node:fs';
import { decode, encode } from 'jpeg-js';
import { inCache } from '../../native/setup/index.ts';
import { at, flatPrint, readSample } from '../face/index.ts';

/** What a camera sees in the face journeys: each a film of 30 frames a second that plays in a loop. */

const SIZE = { width: 640, height: 480 } as const;
const QUALITY = 85;

/** The camera's film. A camera reads it anew each time it is opened, so it may change between two captures. */
export function playClip(camera: string, frames: readonly Uint8Array[]): void {
  writeFileSync(camera, Buffer.concat(frames));
}

export function playSample(camera: string, sample: string): void {
  copyFileSync(inCache('samples', sample, 'clip.mjpeg'), camera);
}

/** Two people who make the same movements at the same time, of whom the camera sees each for half a second. */
export function swappingPeople(): Uint8Array[] {
  const [one, other] = [readSample('somying').clip, readSample('malee').clip];
  return one.map((frame, at) => (Math.floor(at / 15) % 2 === 0 ? frame : (other[at] ?? frame)));
}

/** Two people side by side. */
export function twoPeople(): Uint8Array[] {
  const [left, right] = [stillOf('somying'), stillOf('malee')].map((jpeg) =>
    decode(jpeg, { useTArray: true }),
  );
  if (!left || !right) throw new Error('two stills are needed');
  const data = new Uint8Array(4 * SIZE.width * SIZE.height);
  const half = SIZE.width / 2;
  for (let y = 0; y < SIZE.height; y += 1)
    for (const [person, place] of [
      [left, 0],
      [right, half],
    ] as const) {
      const from = 4 * (y * SIZE.width + half / 2);
      data.set(person.data.subarray(from, from + 4 * half), 4 * (y * SIZE.width + place));
    }
  return Array(30).fill(encode({ ...SIZE, data }, QUALITY).data);
}

/** A print held straight for two seconds, then turned to both sides. */
export function turnedPrint(): Uint8Array[] {
  const still = stillOf('wilai');
  const steps = Array.from({ length: 12 }, (_, step) =>
    flatPrint(still, 45 * Math.sin((2 * Math.PI * step) / 12)),
  );
  return [...Array(60).fill(flatPrint(still, 0)), ...steps.flatMap((frame) => Array(4).fill(frame))];
}

function stillOf(sample: string): Uint8Array {
  const [still] = at(readSample(sample).clip, 1);
  if (!still) throw new Error(`the clip of ${sample} is empty`);
  return still;
}
