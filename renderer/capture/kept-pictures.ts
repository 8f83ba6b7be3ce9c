import { KEPT_FRAMES } from './tracking.ts';

/**
 * The latest camera pictures, so that those of a movement can be taken afterwards. They are copied, never drawn: whatever is drawn as
 * an image stays in the browser's cache, a megabyte each, a citizen's face at that.
 */
export type KeptPictures = {
  /** Takes over the picture; the camera has its frame back. @returns its pixels, good until the next picture is added */
  add(id: number, picture: VideoFrame): Promise<ImageData>;
  /** As JPEG, as the camera saw them; those no longer kept are left out. */
  take(ids: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]>;
};

/** In the camera's own form, less than half of what the pixels take. */
type Kept = { id: number; bytes: Uint8Array<ArrayBuffer>; form: VideoFrameBufferInit };

const JPEG_QUALITY = 0.92;

export function keepPictures(): KeptPictures {
  const kept: Kept[] = [];
  let pixels = new ImageData(1, 1);
  let taken = new ImageData(1, 1);
  const canvas = new OffscreenCanvas(1, 1);

  async function add(id: number, picture: VideoFrame): Promise<ImageData> {
    const oldest = kept.length < KEPT_FRAMES ? undefined : kept.shift();
    try {
      kept.push({ id, ...(await copyOf(picture, oldest?.bytes)) });
      pixels = await pixelsOf(picture, pixels);
      return pixels;
    } finally {
      // Also one that can't be read: a camera has few frames, and stops when none comes back.
      picture.close();
    }
  }

  async function encode(picture: VideoFrame): Promise<Uint8Array<ArrayBuffer>> {
    taken = await pixelsOf(picture, taken);
    picture.close();
    canvas.width = taken.width;
    canvas.height = taken.height;
    canvas.getContext('2d', { willReadFrequently: true })?.putImageData(taken, 0, 0);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: JPEG_QUALITY });
    return new Uint8Array(await blob.arrayBuffer());
  }

  async function take(ids: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]> {
    const asked = ids.flatMap((id) => kept.find((each) => each.id === id) ?? []);
    // Copied before anything is waited for: the next picture may take the memory of one of them.
    const pictures = asked.map(({ bytes, form }) => new VideoFrame(bytes, form));
    const jpegs: Uint8Array<ArrayBuffer>[] = [];
    // One after the other, on one canvas: canvases of their own would lie about until the rubbish is collected.
    for (const picture of pictures) jpegs.push(await encode(picture));
    return jpegs;
  }

  return { add, take };
}

/** @param reused the memory of a picture that is not needed any more */
async function copyOf(picture: VideoFrame, reused?: Uint8Array<ArrayBuffer>): Promise<Omit<Kept, 'id'>> {
  // A frame on the graphics card has no form that could be copied as it is.
  const options = picture.format === null ? ({ format: 'RGBA' } as const) : {};
  const size = picture.allocationSize(options);
  const bytes = reused?.byteLength === size ? reused : new Uint8Array(size);
  const layout = await picture.copyTo(bytes, options);
  const { width, height } = sizeOf(picture);
  const form = { format: picture.format ?? 'RGBA', codedWidth: width, codedHeight: height } as const;
  return { bytes, form: { ...form, layout, timestamp: 0, colorSpace: picture.colorSpace.toJSON() } };
}

async function pixelsOf(picture: VideoFrame, reused?: ImageData): Promise<ImageData> {
  const { width, height } = sizeOf(picture);
  const fits = reused?.width === width && reused.height === height;
  const pixels = fits ? reused : new ImageData(width, height);
  await picture.copyTo(pixels.data, { format: 'RGBA' });
  return pixels;
}

const sizeOf = ({ visibleRect, codedWidth, codedHeight }: VideoFrame) =>
  visibleRect ?? { width: codedWidth, height: codedHeight };
