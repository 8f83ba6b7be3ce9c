import { describe, expect, it } from 'vitest';
import { type Measured, measureFrames } from './measure-frames.ts';

/** A video whose frames come when the test says so. */
function playedByHand() {
  let next: VideoFrameRequestCallback | null = null;
  return {
    requestVideoFrameCallback(callback: VideoFrameRequestCallback) {
      next = callback;
      return 1;
    },
    cancelVideoFrameCallback() {
      next = null;
    },
    frame(atMs: number) {
      next?.(atMs, { width: 640, height: 480 } as VideoFrameCallbackMetadata);
    },
  };
}

describe('the frame rate of the camera', () => {
  it.each([
    [10, 100],
    [25, 40],
  ])('is %i a second when a frame comes every %i ms', (perSecond, gapMs) => {
    const video = playedByHand();
    const told: Measured[] = [];
    measureFrames(video, (measured) => told.push(measured));
    for (let at = 500; at <= 2500; at += gapMs) video.frame(at);
    expect(told).toEqual([
      { width: 640, height: 480, perSecond },
      { width: 640, height: 480, perSecond },
    ]);
  });

  it('is told no more once the counting was stopped', () => {
    const video = playedByHand();
    const told: Measured[] = [];
    measureFrames(video, (measured) => told.push(measured))();
    video.frame(0);
    video.frame(2000);
    expect(told).toEqual([]);
  });
});
