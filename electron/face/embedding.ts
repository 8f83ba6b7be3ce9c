/** Embeddings have length 1, so their product is the cosine of the angle between them. */

/** @returns cosine similarity, -1..1 */
export function similarity(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (const [index, value] of one.entries()) sum += value * (other[index] ?? 0);
  return sum;
}

/** One embedding for several pictures of a person: their sum, brought to length 1. */
export function fuse(embeddings: readonly Float32Array[]): Float32Array {
  const [first] = embeddings;
  if (!first) throw new Error('nothing to fuse');
  const sum = first.map((_, index) =>
    embeddings.reduce((total, embedding) => total + (embedding[index] ?? 0), 0),
  );
  const length = Math.hypot(...sum);
  return sum.map((value) => value / length);
}
