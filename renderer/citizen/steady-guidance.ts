import type { Guidance } from '../capture/index.ts';

/** So long an instruction must hold before it takes the place of another: words that flicker can't be read. */
const SETTLE_MS = 350;

/**
 * Steadies what the tracker says many times a second.
 *
 * @returns given what is said at a time (ms, any clock that only goes forward), what to show.
 */
export function createSteadyGuidance(): (said: Guidance, atMs: number) => Guidance {
  let shown: Guidance | null = null;
  let coming: { guidance: Guidance; sinceMs: number } | null = null;
  return (said, atMs) => {
    if (said === shown) coming = null;
    else if (said !== coming?.guidance) coming = { guidance: said, sinceMs: atMs };
    // The first word, and praise, can't come too soon.
    const settled = coming !== null && atMs - coming.sinceMs >= SETTLE_MS;
    if (shown === null || said === 'well-done' || settled) {
      shown = said;
      coming = null;
    }
    return shown;
  };
}
