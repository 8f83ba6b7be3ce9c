import {
  type CaptureStep,
  type Challenge,
  challengeExtent,
  type FaceMeasures,
  probeFault,
  showsChallenge,
} from '../../contract/index.ts';
import type { TrackedFrame } from './tracking.ts';

/** The straight look is taken from so long a time without a fault, as so many stills. */
const STILL_MS = 700;
const STILLS = 4;
/** After a movement was seen, so long is waited for its peak. */
const PEAK_MS = 350;
/** Share of the movement below which the face counts as back where it was. */
const AT_REST = 0.15;

type OneFace = TrackedFrame & { face: FaceMeasures };

/**
 * The frames to hand over for a step, or null as long as it is not done: stills for the straight look; for a
 * challenge the movement's start, its peak and its end with what lies between.
 *
 * @param history frames since the step began, in their order in time
 * @param straight the citizen's own straight look, which challenges are measured against
 */
export function chooseFrames(
  step: CaptureStep,
  history: readonly TrackedFrame[],
  straight: FaceMeasures | null,
): TrackedFrame[] | null {
  if (step === 'look-straight') return chooseStills(history);
  return straight ? choosePeak(step, history.filter(hasOneFace), straight) : null;
}

function chooseStills(history: readonly TrackedFrame[]): TrackedFrame[] | null {
  const fault = history.findLastIndex((frame) => !hasOneFace(frame) || probeFault(frame.face) !== null);
  const still = history.slice(fault + 1);
  if (still.length < STILLS || spanMs(still) < STILL_MS) return null;
  return Array.from({ length: STILLS }, (_, index) =>
    Math.round((index * (still.length - 1)) / (STILLS - 1)),
  ).flatMap((at) => still[at] ?? []);
}

function choosePeak(
  challenge: Challenge,
  frames: readonly OneFace[],
  straight: FaceMeasures,
): TrackedFrame[] | null {
  const faces = frames.map(({ face }) => face);
  const seen = frames.findIndex((_, index) => showsChallenge(challenge, faces.slice(0, index + 1), straight));
  if (seen < 0 || spanMs(frames.slice(seen)) < PEAK_MS) return null;
  const rest = challengeExtent(challenge, straight);
  const extents = faces.map((face) => challengeExtent(challenge, face) - rest);
  const furthest = Math.max(...extents);
  const isAtRest = (extent: number): boolean => extent <= AT_REST * furthest;
  const peak = extents.indexOf(furthest);
  const before = Math.max(0, extents.slice(0, peak).findLastIndex(isAtRest));
  const backAt = extents.findIndex((extent, index) => index > peak && isAtRest(extent));
  const after = backAt < 0 ? frames.length - 1 : backAt;
  return [...new Set([before, between(before, peak), peak, between(peak, after), after])].flatMap(
    (index) => frames[index] ?? [],
  );
}

const between = (one: number, other: number): number => Math.round((one + other) / 2);

function hasOneFace(frame: TrackedFrame): frame is OneFace & { face: NonNullable<TrackedFrame['face']> } {
  return frame.faces === 1 && frame.face !== null;
}

function spanMs(frames: readonly TrackedFrame[]): number {
  return (frames.at(-1)?.at ?? 0) - (frames[0]?.at ?? 0);
}
