import { type CameraProblem, type CaptureStep, type FaceMeasures, probeFault } from '../../contract/index.ts';
import type { CameraWish } from './camera.ts';
import { keepCamera } from './camera-keeper.ts';
import { type Guidance, guidanceFor } from './guidance.ts';
import { chooseFrames } from './key-frames.ts';
import { watchPresence } from './presence.ts';
import { createTracker } from './tracker.ts';
import { HISTORY_FRAMES, type TrackedFrame } from './tracking.ts';

export type CaptureOptions = {
  /** Shows the camera's picture. */
  video: HTMLVideoElement;
  camera: CameraWish;
  onGuidance(guidance: Guidance): void;
  /** Nobody has been before the camera for a while (true), or somebody is again. */
  onAway(away: boolean): void;
  /** The camera can't be used; null as soon as it can again, which is tried without end. */
  onProblem(problem: CameraProblem | null): void;
  /** JPEGs of the step, in their order in time, not mirrored. */
  sendFrames(frames: Uint8Array<ArrayBuffer>[], step: CaptureStep, request: number): void;
};

export type CaptureSession = {
  /** What the citizen is to do now, and the number of the request that the frames answer. */
  setStep(step: CaptureStep, request: number): void;
  /** Ends tracking, closes the camera and drops every picture. */
  stop(): void;
};

/** The step that is asked for. It is over once its frames are sent. */
type Asked = { step: CaptureStep; request: number; history: TrackedFrame[]; sent: boolean };

/** Opens the camera, guides, and hands over the frames of each step as soon as they are good. */
export function createCaptureSession({
  video,
  camera,
  onGuidance,
  onAway,
  onProblem,
  sendFrames,
}: CaptureOptions): CaptureSession {
  const tracker = createTracker(onTracked);
  const keeper = keepCamera({ video, wish: camera, onProblem });
  let asked: Asked | null = null;
  let straight: FaceMeasures | null = null;
  let stopped = false;
  const notePresence = watchPresence(onAway);

  function look(): void {
    if (stopped) return;
    video.requestVideoFrameCallback(look);
    if (!asked || !tracker.isFree() || video.videoWidth === 0) return;
    const at = performance.now();
    tracker.track(new VideoFrame(video, { timestamp: at * 1000 }), at);
  }

  function onTracked(frame: TrackedFrame): void {
    if (stopped || !asked) return;
    notePresence(frame.faces, frame.at);
    if (asked.sent) {
      onGuidance('well-done');
      return;
    }
    asked.history = [...asked.history, frame].slice(-HISTORY_FRAMES);
    onGuidance(guidanceFor(asked.step, frame));
    // A page that starts in the middle of a capture has not seen the straight look.
    if (!straight && frame.face && !probeFault(frame.face)) straight = frame.face;
    const chosen = chooseFrames(asked.step, asked.history, straight);
    if (chosen) void send(asked, chosen);
  }

  async function send(now: Asked, chosen: readonly TrackedFrame[]): Promise<void> {
    now.sent = true;
    if (now.step === 'look-straight') straight = chosen.at(-1)?.face ?? null;
    const jpegs = await tracker.take(chosen.map(({ id }) => id));
    if (!stopped && now === asked) sendFrames(jpegs, now.step, now.request);
  }

  video.requestVideoFrameCallback(look);

  return {
    setStep(step, request) {
      asked = { step, request, history: [], sent: false };
    },
    stop() {
      stopped = true;
      asked = null;
      straight = null;
      keeper.stop();
      tracker.stop();
    },
  };
}
