import type { Comparison, Policy } from '../../contract/index.ts';
import { similarity } from './embedding.ts';

/**
 * Compares the live face with the chip photo. The zones are those of the policy: accepted by the machine, a
 * person must look, refused.
 */
export function compareFaces(
  probe: Float32Array,
  reference: Float32Array,
  { model, acceptThreshold, lookThreshold }: Policy['face'],
): Comparison {
  const score = similarity(probe, reference);
  const zone = score >= acceptThreshold ? 'accept' : score >= lookThreshold ? 'look' : 'refuse';
  return { score, threshold: acceptThreshold, model, zone };
}
