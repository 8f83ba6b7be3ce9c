import { readFileSync } from 'node:fs';
import { inCache } from '../../native/setup/index.ts';

/** What set-up made for a sample citizen. */
export function readSample(id: string): { photo: Uint8Array; clip: Uint8Array[] } {
  return {
    photo: readFileSync(inCache('samples', id, 'photo.jpg')),
    clip: splitClip(readFileSync(inCache('samples', id, 'clip.mjpeg'))),
  };
}

const START = Buffer.of(0xff, 0xd8, 0xff);
const END = Buffer.of(0xff, 0xd9);

/** The frames of a clip of JPEGs one behind the other. */
function splitClip(clip: Buffer): Uint8Array[] {
  const frames: Uint8Array[] = [];
  let at = 0;
  while (at >= 0 && at < clip.length) {
    const end = clip.indexOf(END, clip.indexOf(START, at)) + END.length;
    frames.push(clip.subarray(at, end));
    at = clip.indexOf(START, end);
  }
  return frames;
}

/** The frames at these seconds of the clip, which has 30 a second. */
export function at(clip: readonly Uint8Array[], ...seconds: number[]): Uint8Array[] {
  return seconds.map((second) => {
    const frame = clip[Math.round(second * 30)];
    if (!frame) throw new Error(`the clip has no second ${second}`);
    return frame;
  });
}
