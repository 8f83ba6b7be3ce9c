/** So long nobody is seen before it counts as having walked away. */
const AWAY_MS = 20_000;

/**
 * Watches whether somebody is before the camera.
 *
 * @returns to be told of each frame how many faces it has and when it was (ms, any clock that only goes forward); tells
 * `onAway` when the last face has been gone for 20 s, and when there is one again.
 */
export function watchPresence(onAway: (away: boolean) => void): (faces: number, atMs: number) => void {
  let seenAtMs: number | null = null;
  let away = false;
  return (faces, atMs) => {
    if (faces > 0 || seenAtMs === null) seenAtMs = atMs;
    const gone = atMs - seenAtMs >= AWAY_MS;
    if (gone !== away) onAway(gone);
    away = gone;
  };
}
