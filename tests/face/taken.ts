/** What the capture's page took for one step. */
export type Taken = {
  frames: Uint8Array[];
  /** What was said meanwhile, without repetitions. */
  guidance: string[];
  /** Guidance words a second: one for each tracked frame. */
  trackedPerSecond: number;
  /** How long each task took that kept the page from drawing for more than 50 ms (W3C Long Tasks). */
  longTasksMs: number[];
  ms: number;
};
