import type { Diagnosis, Events } from '../contract/index.ts';
import type { Handlers } from './bridge.ts';

/** The trusted side as the pages and the program's start know it. */
export type Kiosk = {
  handlers: Handlers;
  /** Called when what pages are told has changed: what they are told is asked of `handlers`. */
  onChange(listener: (event: keyof Events) => void): void;
  /** Copies the vault now. @returns the copy's path */
  backUp(): Promise<string>;
  /** Looks at everything this kiosk needs. */
  diagnose(): Promise<Diagnosis>;
  /** This version works: notes it for the machine's updater, and looks for the next one from now on. */
  noteStarted(): void;
  stop(): Promise<void>;
};
