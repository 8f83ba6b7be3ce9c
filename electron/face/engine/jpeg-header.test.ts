import fc from 'fast-check';
import { encode } from 'jpeg-js';
import { describe, expect, it } from 'vitest';
import { readJpegSize } from './jpeg-header.ts';

const jpeg = new Uint8Array(encode({ width: 32, height: 17, data: Buffer.alloc(32 * 17 * 4) }, 50).data);

describe('the size in a JPEG header', () => {
  it('is read without decoding', () => {
    expect(readJpegSize(jpeg)).toEqual({ width: 32, height: 17 });
  });

  it('is found behind a comment and fill bytes', () => {
    const comment = Uint8Array.of(0xff, 0xff, 0xfe, 0x00, 0x04, 0x68, 0x69);
    const changed = Uint8Array.of(...jpeg.slice(0, 2), ...comment, ...jpeg.slice(2));
    expect(readJpegSize(changed)).toEqual({ width: 32, height: 17 });
  });

  it('is null for what is no JPEG or ends too early, and never throws', () => {
    expect(readJpegSize(new Uint8Array())).toBeNull();
    expect(readJpegSize(jpeg.slice(0, 60))).toBeNull();
    expect(readJpegSize(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a))).toBeNull();
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const size = readJpegSize(Uint8Array.of(0xff, 0xd8, ...bytes));
        expect(size === null || size.width >= 0).toBe(true);
      }),
    );
  });
});
