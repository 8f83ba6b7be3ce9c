import { mkdirSync, renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { destination, type Logger, pino } from 'pino';
import { KioskError } from '../contract/index.ts';

export type { Logger };

const MAX_BYTES = 5_000_000;

/**
 * The kiosk's one logger: JSON lines in `logs/kiosk.log`. Codes, ids and figures only; no word of a citizen.
 * A full file is kept as `kiosk.old.log`, so the two together never grow beyond 10 MB.
 */
export function createLog(profile: string): Logger {
  const folder = path.join(profile, 'logs');
  const file = path.join(folder, 'kiosk.log');
  mkdirSync(folder, { recursive: true });
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes > MAX_BYTES) renameSync(file, path.join(folder, 'kiosk.old.log'));
  return pino(
    { base: null, timestamp: pino.stdTimeFunctions.isoTime },
    destination({ dest: file, sync: true }),
  );
}

/** What the log may know of a fault: its code or kind, never a message that could quote a card. */
export function codeOf(fault: unknown): string {
  if (fault instanceof KioskError) return fault.code;
  return fault instanceof Error ? fault.name : 'unknown';
}
