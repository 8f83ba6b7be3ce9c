/** The value below which the share (0..1) of the values lies. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Three digits after the point are more than any clock here is good for. */
export const rounded = (value: number, digits = 3): number => Number(value.toFixed(digits));
