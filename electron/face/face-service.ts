import {
  type CaptureStep,
  type Challenge,
  type Comparison,
  type ErrorCode,
  type ErrorReport,
  KioskError,
  type Liveness,
  type Policy,
  probeFault,
  showsChallenge,
} from '../../contract/index.ts';
import { drawChallenges, drawReplacement } from './challenges.ts';
import { compareFaces } from './comparison.ts';
import { fuse } from './embedding.ts';
import type { FaceEngine } from './engine.ts';
import type { FaceAnalysis, FrameAnalysis } from './engine-protocol.ts';
import { isOnePerson, isSamePerson, peakOf, pictureIn } from './liveness.ts';

export type FaceServiceOptions = {
  engine: FaceEngine;
  policy: {
    face: Policy['face'];
    liveness: Pick<Policy['liveness'], 'challenges' | 'count' | 'replacements'>;
  };
  /** Uniform in [0, 1), unpredictable. */
  random(): number;
  now(): Date;
};

/** What the trusted side made of the frames of one step. */
export type FrameVerdict =
  | { verdict: 'passed' }
  /** Not yet: the citizen goes on with the same step. */
  | { verdict: 'again'; hint: ErrorReport | null }
  /** Not the person of the earlier frames, or not a head but a flat or bent picture: this capture can't succeed. */
  | { verdict: 'not-live'; because: 'another-person' | 'flat' | 'bent' };

/** What a finished capture proves. Pictures are JPEG. */
export type CaptureResult = {
  comparison: Comparison;
  liveness: Liveness;
  probe: Uint8Array;
  keyFrames: Uint8Array[];
};

export type FaceService = {
  /**
   * Starts an attempt: takes the chip photo as reference and draws the challenges.
   * @throws KioskError CARD_PHOTO_UNREADABLE when it is no picture of a face; FACE_ENGINE_FAILED
   */
  begin(reference: Uint8Array): Promise<Challenge[]>;
  /**
   * Looks at the frames of one step, given in their order in time.
   * @throws KioskError REQUEST_INVALID for a step that is not due; FACE_IMAGE_INVALID; FACE_ENGINE_FAILED
   */
  judge(step: CaptureStep, frames: Uint8Array[]): Promise<FrameVerdict>;
  /**
   * Draws another challenge in place of the one that is due, which somebody could not do in time.
   * @returns null when the policy or the kind of the challenge allows no other
   * @throws KioskError REQUEST_INVALID when no capture is under way
   */
  replaceChallenge(): Challenge | null;
  /** @throws KioskError REQUEST_INVALID before there is a probe */
  finish(): Promise<CaptureResult>;
  /** Drops every picture and embedding. */
  forget(): void;
};

type Seen = FrameAnalysis & { jpeg: Uint8Array };
type Frame = { jpeg: Uint8Array; face: FaceAnalysis };
type Probe = { best: Frame; embedding: Float32Array; takenAt: Date };
type Attempt = {
  reference: Float32Array;
  drawn: Challenge[];
  /** Asked, not done in time, and replaced. */
  givenUp: Challenge[];
  passed: { challenge: Challenge; at: Date; keyFrame: Uint8Array }[];
  probe: Probe | null;
  notLive: boolean;
};

/** So many good frames make a probe. */
const PROBE_FRAMES = 2;

/**
 * The trusted side of a capture: everything that counts is measured here, from the frames, whatever the page
 * that took them believes. One attempt at a time.
 */
export function createFaceService({ engine, policy, random, now }: FaceServiceOptions): FaceService {
  let attempt: Attempt | null = null;

  async function judgeStraightLook(under: Attempt, seen: Seen[]): Promise<FrameVerdict> {
    const good = seen.filter(isAlone).filter(({ face }) => probeFault(face) === null);
    if (!isSome(good) || good.length < PROBE_FRAMES) return again(problemIn(seen) ?? 'FACE_UNCLEAR');
    const embeddings = await embedAll(good);
    if (!isOnePerson(embeddings)) return notLive(under, 'another-person');
    under.probe = { best: sharpest(good), embedding: fuse(embeddings), takenAt: now() };
    return { verdict: 'passed' };
  }

  async function judgeChallenge(under: Attempt, challenge: Challenge, seen: Seen[]): Promise<FrameVerdict> {
    const { probe, drawn, passed } = under;
    if (!probe) throw refuse('the straight look comes first');
    if (drawn[passed.length] !== challenge) throw refuse(`${challenge} is not due`);

    const frames = seen.filter(isAlone);
    if (!isSome(frames) || frames.length < seen.length) return again(problemIn(seen) ?? 'FACE_NOT_FOUND');
    // Before anything else, and in every frame: two people who take turns are seen even while they show nothing.
    if (!isSamePerson(await embedAll(frames), probe.embedding)) return notLive(under, 'another-person');

    const straight = probe.best.face;
    const faces = frames.map(({ face }) => face);
    if (!showsChallenge(challenge, faces, straight)) return again('FACE_MOVE_AGAIN');
    const peak = peakOf(challenge, frames);
    const picture = pictureIn(challenge, straight, peak.face);
    if (picture) return notLive(under, picture);
    passed.push({ challenge, at: now(), keyFrame: peak.jpeg });
    return { verdict: 'passed' };
  }

  const analyzeAll = (jpegs: Uint8Array[]): Promise<Seen[]> =>
    Promise.all(jpegs.map(async (jpeg) => ({ jpeg, ...(await engine.analyze(jpeg)) })));

  const embedAll = (frames: readonly Frame[]): Promise<Float32Array[]> =>
    Promise.all(frames.map(({ jpeg, face }) => engine.embed(jpeg, face.landmarks)));

  function current(): Attempt {
    if (!attempt) throw refuse('no capture is under way');
    return attempt;
  }

  return {
    async begin(reference) {
      attempt = null;
      const { face } = await engine.analyze(reference).catch(asUnreadablePhoto);
      if (!face) throw new KioskError('CARD_PHOTO_UNREADABLE');
      const drawn = drawChallenges(policy.liveness, random);
      const embedding = await engine.embed(reference, face.landmarks);
      attempt = { reference: embedding, drawn, givenUp: [], passed: [], probe: null, notLive: false };
      return [...drawn];
    },

    async judge(step, frames) {
      const under = current();
      const seen = await analyzeAll(frames);
      return step === 'look-straight' ? judgeStraightLook(under, seen) : judgeChallenge(under, step, seen);
    },

    replaceChallenge() {
      const { drawn, givenUp, passed } = current();
      const failed = drawn[passed.length];
      if (!failed || givenUp.length >= policy.liveness.replacements) return null;
      const other = drawReplacement(failed, { drawn, givenUp }, policy.liveness.challenges, random);
      if (other) {
        drawn[passed.length] = other;
        givenUp.push(failed);
      }
      return other;
    },

    async finish() {
      const under = current();
      const { probe, reference, passed } = under;
      if (!probe) throw refuse('there is no probe');
      return {
        comparison: compareFaces(probe.embedding, reference, policy.face),
        liveness: livenessOf(under, probe.takenAt),
        probe: probe.best.jpeg,
        keyFrames: passed.map(({ keyFrame }) => keyFrame),
      };
    },

    forget() {
      attempt = null;
    },
  };
}

const again = (code: ErrorCode): FrameVerdict => ({ verdict: 'again', hint: { code } });
const refuse = (reason: string): KioskError => new KioskError('REQUEST_INVALID', { reason });

function notLive(
  under: Attempt,
  because: Extract<FrameVerdict, { verdict: 'not-live' }>['because'],
): FrameVerdict {
  under.notLive = true;
  return { verdict: 'not-live', because };
}

function isAlone(seen: Seen): seen is Seen & Frame {
  return seen.faces === 1 && seen.face !== null;
}

function isSome<Item>(items: Item[]): items is [Item, ...Item[]] {
  return items.length > 0;
}

function livenessOf({ drawn, givenUp, passed, notLive: failed }: Attempt, startedAt: Date): Liveness {
  const times = [startedAt, ...passed.map(({ at }) => at)].map(Number);
  const msOf = (index: number): number => (times[index + 1] ?? 0) - (times[index] ?? 0);
  const complete = passed.length === drawn.length;
  return {
    outcome: failed ? 'not-live' : complete ? 'live' : 'not-done',
    challenges: [
      ...drawn.map((challenge, index) => {
        const done = index < passed.length;
        return { challenge, passed: done, ms: done ? msOf(index) : 0 };
      }),
      ...givenUp.map((challenge) => ({ challenge, passed: false, ms: 0 })),
    ],
    ms: Math.max(...times) - startedAt.getTime(),
  };
}

/** What a look at the frames already tells; null when each shows one face. */
function problemIn(seen: readonly Seen[]): ErrorCode | null {
  if (seen.some(({ faces }) => faces > 1)) return 'FACE_SEVERAL';
  return seen.some(({ faces }) => faces === 0) ? 'FACE_NOT_FOUND' : null;
}

function sharpest(frames: readonly [Frame, ...Frame[]]): Frame {
  return frames.reduce((best, frame) => (frame.face.sharpness > best.face.sharpness ? frame : best));
}

function asUnreadablePhoto(fault: unknown): never {
  if (fault instanceof KioskError && fault.code === 'FACE_IMAGE_INVALID')
    throw new KioskError('CARD_PHOTO_UNREADABLE', {}, { cause: fault });
  throw fault;
}
