import type { CameraProblem } from '../../contract/index.ts';
import { type CameraWish, openCamera } from './camera.ts';

/** So often a camera that can't be used is tried again: nothing tells when another program lets go of it. */
const RETRY_MS = 2000;

export type CameraKeeper = { stop(): void };

type Options = {
  video: HTMLVideoElement;
  wish: CameraWish;
  /** Each change once: what is wrong, or null when the camera works again. */
  onProblem(problem: CameraProblem | null): void;
};

/** Keeps a camera's picture in the video: opens it, notices its loss, and opens it again as soon as it can. */
export function keepCamera({ video, wish, onProblem }: Options): CameraKeeper {
  const { mediaDevices } = navigator;
  let stream: MediaStream | null = null;
  let told: CameraProblem | null = null;
  let opening = false;
  let stopped = false;
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function open(): Promise<void> {
    if (stopped || opening || stream) return;
    clearTimeout(retry);
    opening = true;
    const answer = await openCamera(mediaDevices, wish);
    opening = false;
    if (stopped) {
      if (answer.ok) close(answer.stream);
      return;
    }
    if (!answer.ok) return fail(answer.problem);
    stream = answer.stream;
    for (const track of stream.getTracks()) track.addEventListener('ended', lose);
    video.srcObject = stream;
    try {
      await video.play();
    } catch {
      // Interrupted: by the end of it all, or by something that lets the camera be tried again.
      if (!stopped) lose();
      return;
    }
    tell(null);
  }

  function lose(): void {
    if (stream) close(stream);
    stream = null;
    video.srcObject = null;
    fail('CAMERA_MISSING');
  }

  function fail(problem: CameraProblem): void {
    tell(problem);
    retry = setTimeout(open, RETRY_MS);
  }

  function tell(problem: CameraProblem | null): void {
    if (stopped || problem === told) return;
    told = problem;
    onProblem(problem);
  }

  mediaDevices.addEventListener('devicechange', open);
  void open();

  return {
    stop() {
      stopped = true;
      clearTimeout(retry);
      mediaDevices.removeEventListener('devicechange', open);
      if (stream) close(stream);
      video.srcObject = null;
    },
  };
}

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
