/** Longer than a busy program is ever late by. */
const PARTED_MS = 5_000;

/**
 * Tells when the clock on the wall and the steady one part: the machine slept, or its clock was set. Timers go by the
 * steady clock, which stands still in sleep; leases and due times go by the one on the wall.
 * @param steadyMs a clock that nobody sets, milliseconds
 */
export function watchClock(options: {
  now: () => Date;
  steadyMs: () => number;
  everyMs: number;
  onJump: (byMs: number) => void;
}): { stop(): void } {
  const { now, steadyMs, everyMs, onJump } = options;
  const apart = (): number => now().getTime() - steadyMs();
  let before = apart();
  const timer = setInterval(() => {
    const jumpedMs = apart() - before;
    before += jumpedMs;
    if (Math.abs(jumpedMs) > PARTED_MS) onJump(Math.round(jumpedMs));
  }, everyMs);
  return { stop: () => clearInterval(timer) };
}
