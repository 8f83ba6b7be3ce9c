import { spawnSync } from 'node:child_process';

const HEADLESS = '--ozone-platform=headless';
/** Level 3: what Chromium finds missing besides is of no use to whoever reads the findings. */
export const WITHOUT_DISPLAY = [HEADLESS, '--disable-gpu', '--log-level=3'];

/**
 * Whether a program that shows nothing would still end for want of a display: over ssh there is none, and Chromium asks for one
 * before a line of ours could tell it otherwise.
 */
export function lacksDisplay(argv: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = environment;
  return process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY && !argv.includes(HEADLESS);
}

/** Runs this program again in the way that needs no display. @returns its exit status */
export function runWithoutDisplay(argv: readonly string[]): number {
  const args = [...argv.slice(1), ...WITHOUT_DISPLAY];
  return spawnSync(process.execPath, args, { stdio: 'inherit' }).status ?? 1;
}
