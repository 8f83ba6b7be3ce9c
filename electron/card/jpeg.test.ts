import { decode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { examplePhoto } from '../../native/virtual-card/testing/index.ts';
import { findJpeg } from './jpeg.ts';

describe('the end of a photo', () => {
  const photo = examplePhoto();

  it('is where the picture ends, whatever stands behind it', () => {
    for (const padding of [0x00, 0x20, 0xff]) {
      const field = new Uint8Array(5118).fill(padding);
      field.set(photo);
      expect(findJpeg(field)).toEqual({ bytes: photo.length, width: 148, height: 178 });
    }
    expect(decode(photo)).toMatchObject({ width: 148, height: 178 });
  });

  it('is not taken for one inside a comment', () => {
    const comment = [0xff, 0xfe, 0x00, 0x06, 0xff, 0xd9, 0xff, 0xd9];
    const withComment = Uint8Array.of(0xff, 0xd8, ...comment, ...photo.subarray(2));
    expect(findJpeg(withComment)?.bytes).toBe(withComment.length);
  });

  it('is not there while the picture is not whole', () => {
    for (let length = 0; length < photo.length; length++) {
      expect(findJpeg(photo.subarray(0, length))).toBeNull();
    }
  });

  it('is not there in what is no picture', () => {
    expect(findJpeg(new Uint8Array(5118).fill(0x20))).toBeNull();
    expect(findJpeg(Uint8Array.of(0xff, 0xd8, 0xff, 0xd9))).toBeNull();
  });
});
