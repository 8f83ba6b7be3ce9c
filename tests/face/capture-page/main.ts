import { type CameraProblem, type CaptureStep, trustOurScripts } from '../../../contract/index.ts';
import { createCaptureSession, type Guidance } from '../../../renderer/capture/index.ts';
import type { Taken } from '../taken.ts';

/** The capture as the kiosk's page runs it, driven step by step from outside. */

declare global {
  interface Window {
    takeStep(step: CaptureStep, request: number): Promise<Taken>;
  }
}

trustOurScripts(globalThis, location.href);
const video = document.querySelector('video');
if (!video) throw new Error('no video');

let onFrames: (frames: Uint8Array[]) => void = () => {};
let onProblem: (problem: CameraProblem | null) => void = () => {};
let said: { guidance: Guidance; at: number }[] = [];

let longTasksMs: number[] = [];
new PerformanceObserver((list) => {
  longTasksMs.push(...list.getEntries().map(({ duration }) => duration));
}).observe({ type: 'longtask' });

const session = createCaptureSession({
  video,
  camera: { chosen: null, refused: [], allowed: null },
  onAway: () => {},
  onGuidance: (guidance) => said.push({ guidance, at: performance.now() }),
  onProblem: (problem) => onProblem(problem),
  sendFrames: (frames) => onFrames(frames),
});

window.takeStep = async (step, request) => {
  const startedAt = performance.now();
  said = [];
  longTasksMs = [];
  const frames = await new Promise<Uint8Array[]>((resolve, reject) => {
    onFrames = resolve;
    onProblem = (problem) => problem && reject(new Error(problem));
    session.setStep(step, request);
  });
  const span = (said.at(-1)?.at ?? 0) - (said[0]?.at ?? 0);
  return {
    frames,
    guidance: said
      .map(({ guidance }) => guidance)
      .filter((guidance, index, all) => guidance !== all[index - 1]),
    trackedPerSecond: (1000 * (said.length - 1)) / span,
    longTasksMs,
    ms: performance.now() - startedAt,
  };
};
