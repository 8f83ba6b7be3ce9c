import { MAX_PHOTO_BYTES } from '../../../native/virtual-card/index.ts';
import { examplePhoto } from '../../../native/virtual-card/testing/index.ts';

/** A photo that fills the card to the last byte, so that reading it takes the most exchanges: it holds a comment. */
export function fullPhoto(): Uint8Array {
  const photo = examplePhoto();
  const comment = new Uint8Array(MAX_PHOTO_BYTES - photo.length);
  const length = comment.length - 2;
  comment.set([0xff, 0xfe, length >> 8, length & 0xff]);
  return Uint8Array.of(...photo.subarray(0, 2), ...comment, ...photo.subarray(2));
}
