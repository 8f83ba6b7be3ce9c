import { useEffect } from 'react';

/** While visits come all the time, the page is not redrawn all the time. */
const PAUSE_MS = 3000;
/** All pages are told at the same moment: each asks a little later, by chance, so that they do not all ask at once. */
const SPREAD_MS = 1500;

/** Tells of counts that have changed at the centre, as they change. The browser connects again by itself. */
export function useLive(isOn: boolean, onChange: () => void): void {
  useEffect(() => {
    if (!isOn) return;
    let waiting: number | null = null;
    let toldMs = Number.NEGATIVE_INFINITY;
    const events = new EventSource('/v1/reports/live');
    events.addEventListener('counts', () => {
      waiting ??= window.setTimeout(
        () => {
          waiting = null;
          toldMs = performance.now();
          onChange();
        },
        Math.max(0, toldMs + PAUSE_MS - performance.now()) + Math.random() * SPREAD_MS,
      );
    });
    return () => {
      events.close();
      if (waiting !== null) clearTimeout(waiting);
    };
  }, [isOn, onChange]);
}
