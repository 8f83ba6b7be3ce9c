import type { FromWorker, ToWorker, TrackedFrame } from './tracking.ts';

export type Tracker = {
  /** Whether the last frame is done; a frame given before that would only wait. */
  isFree(): boolean;
  /** Takes over the picture. */
  track(picture: VideoFrame, at: number): void;
  /** @returns kept frames as JPEG, as the camera saw them: not mirrored */
  take(ids: readonly number[]): Promise<Uint8Array<ArrayBuffer>[]>;
  /** Ends the worker; every picture goes with it. */
  stop(): void;
};

/** The tracking worker seen from the page. */
export function createTracker(onTracked: (frame: TrackedFrame) => void): Tracker {
  const worker = new Worker(new URL('./tracker.worker.ts', import.meta.url), { type: 'module' });
  const tell = (message: ToWorker, transfer: Transferable[] = []): void =>
    worker.postMessage(message, transfer);
  const takers: ((jpegs: Uint8Array<ArrayBuffer>[]) => void)[] = [];
  let free = false;

  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    switch (data.kind) {
      case 'ready':
        free = true;
        break;
      case 'tracked':
        free = true;
        onTracked(data.frame);
        break;
      case 'taken':
        takers.shift()?.(data.jpegs);
        break;
      case 'failed':
        throw new Error(`face tracking does not start: ${data.cause}`);
    }
  };

  return {
    isFree: () => free,
    track(picture, at) {
      free = false;
      tell({ kind: 'frame', picture, at }, [picture]);
    },
    take: (ids) =>
      new Promise((resolve) => {
        takers.push(resolve);
        tell({ kind: 'take', ids: [...ids] });
      }),
    stop: () => worker.terminate(),
  };
}
