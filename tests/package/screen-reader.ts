import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { inProject } from '../../native/setup/index.ts';
import { type Inside, until } from './inside.ts';

/** A thing on the screen, as a screen reader is told of it; the place is its middle, in pixels. */
export type Shown = { role: string; name: string; x: number; y: number; enabled: boolean };

export type ScreenReader = {
  shown(): Promise<Shown[]>;
  /** @throws Error with the screen's words when it does not come */
  waitFor(name: string): Promise<Shown>;
  /** Presses it with the mouse, as a person would. */
  press(name: string): Promise<void>;
  /** Keys, as `xdotool` names them. */
  keys(...names: string[]): Promise<void>;
  /** A picture of the screen into `out/package`. */
  picture(name: string): Promise<void>;
};

const LIMIT_MS = 90_000;

/**
 * Works an installed kiosk from outside: its remote debugging is off, as it must be, so it is seen by the accessibility
 * bus and worked with mouse and keys.
 */
export function createScreenReader(inside: Inside, user: string): ScreenReader {
  copyFileSync(path.join(import.meta.dirname, 'screen-reader.py'), inside.home('screen-reader.py'));
  const beside = (command: string) => inside.run(user, inside.besideSession(command));

  async function shown(): Promise<Shown[]> {
    const told = await beside(`timeout 20 python3 /home/${user}/screen-reader.py 2>/dev/null`);
    try {
      return JSON.parse(told);
    } catch {
      // The tree changed while it was walked.
      return [];
    }
  }

  async function waitFor(name: string): Promise<Shown> {
    let last: Shown[] = [];
    const found = await until(async () => {
      last = await shown();
      const fitting = last.filter((thing) => thing.name.includes(name) && thing.enabled);
      // Of a label and what it labels, the innermost comes last.
      return fitting.filter((thing) => thing.name === name).at(-1) ?? fitting.at(-1);
    }, LIMIT_MS);
    if (found) return found;
    const words = [...new Set(last.map((thing) => thing.name))].join(' | ');
    throw new Error(`"${name}" did not come on the screen; it shows: ${words}`);
  }

  return {
    shown,
    waitFor,
    async press(name) {
      const { x, y } = await waitFor(name);
      await beside(`xdotool mousemove ${x} ${y} click 1`);
    },
    async keys(...names) {
      await beside(`xdotool key --delay 120 ${names.join(' ')}`);
    },
    async picture(name) {
      await beside(`scrot -o /home/${user}/${name}.png`);
      copyFileSync(inside.home(`${name}.png`), inProject('out', 'package', `${name}.png`));
    },
  };
}
