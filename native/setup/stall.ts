import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LOOK_EVERY_MS = 500;

/**
 * A signal that fires when nothing was written under `folder` for `stallMs`: a slow download may take its time,
 * a dead one is given up.
 */
export function abortOnStall(folder: string, stallMs: number): { signal: AbortSignal; stop(): void } {
  const controller = new AbortController();
  let bytes = 0;
  let grewAt = Date.now();
  const timer = setInterval(() => {
    const now = bytesUnder(folder);
    if (now !== bytes) {
      bytes = now;
      grewAt = Date.now();
    } else if (Date.now() - grewAt >= stallMs) {
      controller.abort(new Error(`no progress for ${stallMs / 1000} seconds`));
    }
  }, LOOK_EVERY_MS);
  return { signal: controller.signal, stop: () => clearInterval(timer) };
}

function bytesUnder(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0)
    .reduce((sum, size) => sum + size, 0);
}
