/** A JPEG found at the beginning of some bytes. */
export type JpegBounds = { bytes: number; width: number; height: number };

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
/** Markers that stand alone, without a length behind them (ITU-T T.81, table B.1). */
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= EOI);
/** Frame headers: they tell the size. C4, C8 and CC are tables and extensions. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/**
 * Finds the end of a JPEG by walking its markers, so that neither a look-alike of the end marker inside a
 * segment nor the padding behind the picture is mistaken. Null when the bytes are no whole JPEG.
 */
export function findJpeg(bytes: Uint8Array): JpegBounds | null {
  if (bytes[0] !== 0xff || bytes[1] !== SOI) return null;
  let width = 0;
  let height = 0;
  let at = 2;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    at += 2;
    if (marker === EOI) return width > 0 && height > 0 ? { bytes: at, width, height } : null;
    if (isAlone(marker)) continue;
    const length = word(bytes, at);
    if (length < 2) return null;
    if (isFrame(marker)) {
      height = word(bytes, at + 3);
      width = word(bytes, at + 5);
    }
    at += length;
    if (marker === SOS) at = skipScan(bytes, at);
  }
  return null;
}

/** Where the scan's coded data ends: at the first marker that is neither stuffing nor a restart. */
function skipScan(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0;
    if (bytes[at] === 0xff && next !== 0x00 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 1;
  }
  return bytes.length;
}

function word(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
}
