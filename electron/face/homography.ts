export type Point = readonly [x: number, y: number];

/**
 * How badly one homography brings `from` onto `to`: root mean square distance, in the units of `to`. The points
 * of a plane seen from two sides fit one exactly, those of a head do not (Hartley and Zisserman, Multiple View
 * Geometry, 2nd ed., ch. 13).
 */
export function homographyResidual(from: readonly Point[], to: readonly Point[]): number {
  const source = normalise(from);
  const target = normalise(to);
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = fitHomography(
    source.points,
    target.points,
  );
  let squares = 0;
  for (const [index, [x, y]] of source.points.entries()) {
    const [u, v] = target.points[index] ?? [0, 0];
    const w = g * x + h * y + 1;
    squares += ((a * x + b * y + c) / w - u) ** 2 + ((d * x + e * y + f) / w - v) ** 2;
  }
  return Math.sqrt(squares / from.length) * target.scale;
}

/** Brings the points' middle to the origin and their mean distance from it to √2, for the sake of rounding. */
function normalise(points: readonly Point[]): { points: Point[]; scale: number } {
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const middleX = mean(points.map(([x]) => x));
  const middleY = mean(points.map(([, y]) => y));
  const scale = mean(points.map(([x, y]) => Math.hypot(x - middleX, y - middleY))) / Math.SQRT2;
  return { points: points.map(([x, y]) => [(x - middleX) / scale, (y - middleY) / scale]), scale };
}

/** Eight numbers of the homography whose ninth is 1: least squares by the direct linear transformation. */
function fitHomography(from: readonly Point[], to: readonly Point[]): number[] {
  const normal = Array.from({ length: 8 }, () => new Array<number>(9).fill(0));
  const add = (row: readonly number[], value: number): void => {
    for (const [i, left] of row.entries()) {
      const target = normal[i] ?? [];
      for (const [j, right] of row.entries()) target[j] = (target[j] ?? 0) + left * right;
      target[8] = (target[8] ?? 0) + left * value;
    }
  };
  for (const [index, [x, y]] of from.entries()) {
    const [u, v] = to[index] ?? [0, 0];
    add([x, y, 1, 0, 0, 0, -x * u, -y * u], u);
    add([0, 0, 0, x, y, 1, -x * v, -y * v], v);
  }
  return solve(normal);
}

/** Solves a square system by Gaussian elimination with pivoting; each row ends with its right-hand side. */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let column = 0; column < size; column += 1) {
    const below = Array.from({ length: size - column }, (_, offset) => column + offset);
    const pivot = below.reduce((best, row) =>
      Math.abs(at(row, column)) > Math.abs(at(best, column)) ? row : best,
    );
    [rows[column], rows[pivot]] = [rows[pivot] ?? [], rows[column] ?? []];
    for (const row of below.slice(1)) {
      const factor = at(row, column) / at(column, column);
      rows[row] = (rows[row] ?? []).map((value, index) => value - factor * at(column, index));
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    const known = solution.reduce(
      (sum, value, column) => sum + (column > row ? at(row, column) * value : 0),
      0,
    );
    solution[row] = (at(row, size) - known) / at(row, row);
  }
  return solution;
}
