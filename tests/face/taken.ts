/** What the capture's page took for one step. */
export type Taken = {
  frames: Uint8Array[];
  /** What was said meanwhile, without repetitions. */
  guidance: string[];
  /** Guidance words a second: one for each tracked frame. */
  trackedPerSecond: number;
  ms: number;
};
