import type { Challenge, Policy } from '../../../contract/index.ts';
import { createFaceService, type FaceEngine, type FaceService } from '../../../electron/face/index.ts';
import { bonaFide, type Presentation, type Reach, type Step } from './species.ts';
import type { Studio } from './studio.ts';

/** One presentation before the kiosk's own judgement. */
export type PresentedVisit = {
  ending: 'live' | 'rejected' | 'not-acquired';
  /** The step at which it ended and what was said there; null when it was taken for live. */
  reason: string | null;
  /** A challenge that was not done gave way to another. */
  replaced: boolean;
};

/** How far people turn, or attackers turn their pictures: degrees, from and to. */
export type Range = { turn: readonly [number, number]; tilt: readonly [number, number] };

export type VisitOptions = {
  engine: FaceEngine;
  studio: Studio;
  policy: Pick<Policy, 'face' | 'liveness'>;
  random(): number;
};

/** A step that did not pass is tried again so often before its time is over. */
const TRIES = 3;
const JITTER = [-2, 2] as const;

/** The straight look, then the challenges that the trusted side draws, and another where one is not done. */
export async function present(
  presentation: Presentation,
  range: Range,
  { engine, studio, policy, random }: VisitOptions,
): Promise<PresentedVisit> {
  const service = createFaceService({ engine, policy, random, now: () => new Date(0) });
  const between = ([from, to]: readonly [number, number]): number => from + random() * (to - from);
  const jitter = between(JITTER);
  /** @returns why it did not pass; null when it did */
  const tryStep = async (step: Step): Promise<string | null> => {
    let said = '';
    for (let again = 0; again < TRIES; again += 1) {
      const reach: Reach = { turn: between(range.turn), tilt: between(range.tilt), jitter, again };
      const judged = await service.judge(step, await studio.shoot(presentation(step, reach)));
      if (judged.verdict === 'passed') return null;
      if (judged.verdict === 'not-live') return `${step}: ${judged.because}`;
      said = `${step}: ${judged.hint?.code ?? 'again'}`;
    }
    return said;
  };

  const challenges = await begin(service, { engine, studio });
  if (!challenges) return { ending: 'not-acquired', reason: 'no face', replaced: false };
  const unclear = await tryStep('look-straight');
  if (unclear) return { ending: 'not-acquired', reason: unclear, replaced: false };
  let replaced = false;
  for (const challenge of challenges) {
    let reason = await tryStep(challenge);
    const other = reason?.endsWith('FACE_MOVE_AGAIN') ? service.replaceChallenge() : null;
    if (other) {
      replaced = true;
      reason = await tryStep(other);
    }
    if (reason) return { ending: 'rejected', reason, replaced };
  }
  const { outcome } = (await service.finish()).liveness;
  return outcome === 'live'
    ? { ending: 'live', reason: null, replaced }
    : { ending: 'rejected', reason: outcome, replaced };
}

/**
 * The reference is the holder's own picture: whether the faces match is not asked here.
 *
 * @returns the challenges drawn; null when the picture shows no face to the engine
 */
async function begin(
  service: FaceService,
  { engine, studio }: Pick<VisitOptions, 'engine' | 'studio'>,
): Promise<Challenge[] | null> {
  const [frame] = await studio.shoot(bonaFide('look-straight', { turn: 0, tilt: 0, jitter: 0, again: 0 }));
  return frame && (await engine.analyze(frame)).face ? service.begin(frame) : null;
}
