export const SHADES = 4;

export type Shade = { shade: number; least: number; most: number };

/**
 * As many values in each shade as can be: one that lies far off does not take the others' differences away. Equal values
 * have the same shade; a shade that none has is left out.
 *
 * @returns the shades from the lightest (1), with the values they stand for
 */
export function shadesOf(values: readonly number[]): Shade[] {
  const sorted = values.toSorted((one, other) => one - other);
  const shades: Shade[] = [];
  for (const value of sorted) {
    const shade = 1 + Math.floor((sorted.indexOf(value) / sorted.length) * SHADES);
    const last = shades.at(-1);
    if (last?.shade === shade) last.most = value;
    else shades.push({ shade, least: value, most: value });
  }
  return shades;
}
