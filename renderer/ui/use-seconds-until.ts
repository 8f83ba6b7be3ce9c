import { useEffect, useState } from 'react';

/** Whole seconds from now until the moment (ISO 8601), counting down to 0; 0 when there is none. */
export function useSecondsUntil(moment: string | null): number {
  const [now, setNow] = useState(Date.now);
  const left = moment === null ? 0 : secondsUntil(moment, now);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setNow(Date.now()), 250);
    return () => clearTimeout(timer);
  });
  return left;
}

export function secondsUntil(moment: string, now: number): number {
  return Math.max(0, Math.ceil((Date.parse(moment) - now) / 1000));
}
