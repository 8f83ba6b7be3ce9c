export type Measured = { width: number; height: number; perSecond: number };

/** Over this time frames are counted; shorter would jump, longer would hide a camera that falters. */
const SPAN_MS = 1000;

/**
 * Counts the frames that a video really shows, and tells it once a second.
 * @returns what stops the counting
 */
export function measureFrames(
  video: Pick<HTMLVideoElement, 'requestVideoFrameCallback' | 'cancelVideoFrameCallback'>,
  onMeasured: (measured: Measured) => void,
): () => void {
  let begun: number | null = null;
  let frames = 0;
  const count = (at: number, { width, height }: { width: number; height: number }) => {
    begun ??= at;
    if (at - begun >= SPAN_MS) {
      onMeasured({ width, height, perSecond: (frames * 1000) / (at - begun) });
      begun = at;
      frames = 0;
    }
    frames += 1;
    waiting = video.requestVideoFrameCallback(count);
  };
  let waiting = video.requestVideoFrameCallback(count);
  return () => video.cancelVideoFrameCallback(waiting);
}
