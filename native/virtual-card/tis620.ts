const THAI_IN_UNICODE = 0x0e01;
const THAI_IN_TIS620 = 0xa1;

/**
 * Text as the card keeps it: ASCII as it is, Thai letters as one byte each (TIS 620-2533).
 * @throws {RangeError} on a character the card has no byte for.
 */
export function encodeTis620(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const point = letter.codePointAt(0) ?? 0;
    if (point <= 0x7f) return point;
    const byte = point - THAI_IN_UNICODE + THAI_IN_TIS620;
    const isThai = (byte >= 0xa1 && byte <= 0xda) || (byte >= 0xdf && byte <= 0xfb);
    if (!isThai) throw new RangeError(`"${letter}" has no place in TIS-620.`);
    return byte;
  });
}
