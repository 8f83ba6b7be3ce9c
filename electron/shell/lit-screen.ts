import type { PowerSaveBlocker } from 'electron';

export type LitScreen = {
  /** Whether the screen has to stay lit from now on; otherwise it sleeps when the system lets it. */
  keep(lit: boolean): void;
};

/** Keeps the display from sleeping, on every system, whatever its own settings say. */
export function createLitScreen(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>): LitScreen {
  let held: number | null = null;
  return {
    keep(lit) {
      if (lit && held === null) held = blocker.start('prevent-display-sleep');
      if (lit || held === null) return;
      blocker.stop(held);
      held = null;
    },
  };
}
