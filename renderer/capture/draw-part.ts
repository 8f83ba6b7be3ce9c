/** A part of a picture, in shares of its width and height; it may reach beyond the picture, whose border goes on there. */
export type Part = { x: number; y: number; width: number; height: number };

/**
 * Draws a part of a picture into a square, each pixel mixed of the four around its middle. By hand and into memory that is there
 * already: the browser's own way copies the whole picture each time, a megabyte twenty times a second.
 *
 * @param target RGBA, `side` × `side`
 */
export function drawPart(
  target: Uint8ClampedArray,
  side: number,
  picture: Pick<ImageData, 'data' | 'width' | 'height'>,
  part: Part,
): void {
  const { data, width, height } = picture;
  const columns = places(part.x * width, part.width * width, side, width);
  const rows = places(part.y * height, part.height * height, side, height);
  let at = 0;
  for (const row of rows) {
    const [upper, lower] = [row.before * width, row.after * width];
    for (const column of columns) {
      for (let channel = 0; channel < 4; channel += 1) {
        const value = (from: number, place: number): number => data[4 * (from + place) + channel] ?? 0;
        const top = mix(value(upper, column.before), value(upper, column.after), column.share);
        const bottom = mix(value(lower, column.before), value(lower, column.after), column.share);
        target[at] = mix(top, bottom, row.share);
        at += 1;
      }
    }
  }
}

/** Between which two pixels each of the square's lies, and how much it has of the second. */
type Place = { before: number; after: number; share: number };

function places(start: number, length: number, side: number, limit: number): Place[] {
  return Array.from({ length: side }, (_, index) => {
    const middle = start + ((index + 0.5) * length) / side - 0.5;
    const before = Math.floor(middle);
    const inside = (place: number): number => Math.min(limit - 1, Math.max(0, place));
    return { before: inside(before), after: inside(before + 1), share: middle - before };
  });
}

const mix = (one: number, other: number, share: number): number => one + (other - one) * share;
