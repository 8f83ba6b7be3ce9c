import type { Challenge, Policy } from '../../../contract/index.ts';
import { createFaceService, type FaceEngine, type FaceService } from '../../../electron/face/index.ts';
import { type Interval, share, wilson } from './error-rates.ts';
import type { Photo } from './people.ts';
import { bonaFide, type Presentation, type Reach, SPECIES, type Step } from './species.ts';
import type { Studio } from './studio.ts';

/** Attacks and bona fide presentations before the kiosk's own judgement; rates as ISO/IEC 30107-3 names them. */

export type AttackFigures = { n: number; accepted: number; apcer: number; ci: Interval; still: boolean };
export type BonaFideFigures = { n: number; rejected: number; bpcer: number; ci: Interval };

export type PresentationFigures = {
  attacks: Record<string, AttackFigures>;
  bonaFide: BonaFideFigures;
  /** Photos tried that show no clear, straight face with a closed mouth: no clip was made of them. */
  photosNotUsed: number;
};

export type PresentationOptions = {
  /** So many photos of each person are used. */
  clipsPerPerson: number;
  /** Names of the species to try. */
  species: readonly string[];
  engine: FaceEngine;
  studio: Studio;
  policy: Pick<Policy, 'face' | 'liveness'>;
  random(): number;
  log(line: string): void;
};

type Ending = 'live' | 'rejected' | 'not-acquired';

/** A step that did not pass is tried again so often. */
const TRIES = 3;
/** How far people turn, and attackers turn their pictures: degrees, from and to. */
const HEAD = { turn: [22, 34], tilt: [15, 23] } as const;
const SHEET = { turn: [20, 60], tilt: [15, 45] } as const;
const JITTER = [-2, 2] as const;

/** @param photos one clip and one attack of each species are made of those that show a clear, straight face */
export async function measurePresentations(
  photos: readonly Photo[],
  options: PresentationOptions,
): Promise<PresentationFigures> {
  const { studio, species: names, clipsPerPerson, log } = options;
  const clipsOf = new Map<string, number>();
  const accepted = new Map(names.map((name) => [name, 0]));
  const seen = { clips: 0, rejected: 0, notUsed: 0 };
  for (const [index, { jpeg, subject }] of photos.entries()) {
    if ((clipsOf.get(subject) ?? 0) >= clipsPerPerson) continue;
    const other = photos.find((photo, place) => place > index && photo.subject !== subject) ?? photos[0];
    if (!other || !(await studio.seat('holder', jpeg)) || !(await studio.seat('other', other.jpeg))) {
      seen.notUsed += 1;
      continue;
    }
    const ending = await present(bonaFide, HEAD, options);
    if (ending === 'not-acquired') {
      seen.notUsed += 1;
      continue;
    }
    seen.clips += 1;
    clipsOf.set(subject, (clipsOf.get(subject) ?? 0) + 1);
    if (ending === 'rejected') seen.rejected += 1;
    for (const name of names) {
      const { attack } = SPECIES[name] ?? {};
      if (attack && (await present(attack, reachOf(name), options)) === 'live')
        accepted.set(name, (accepted.get(name) ?? 0) + 1);
    }
    const passed = [...accepted].filter(([, count]) => count > 0).map(([name, count]) => `${name} ${count}`);
    log(
      `${index + 1} of ${photos.length} photos: ${seen.clips} clips, ${seen.rejected} rejected; accepted: ${passed.join(', ') || 'none'}`,
    );
  }
  return {
    attacks: Object.fromEntries(
      names.map((name) => [name, attackFigures(name, accepted.get(name) ?? 0, seen.clips)]),
    ),
    bonaFide: {
      n: seen.clips,
      rejected: seen.rejected,
      bpcer: share(seen.rejected, seen.clips),
      ci: wilson(seen.rejected, seen.clips),
    },
    photosNotUsed: seen.notUsed,
  };
}

function attackFigures(name: string, accepted: number, n: number): AttackFigures {
  const still = SPECIES[name]?.still ?? false;
  return { n, accepted, apcer: share(accepted, n), ci: wilson(accepted, n), still };
}

const reachOf = (species: string): typeof HEAD | typeof SHEET => (SPECIES[species]?.still ? SHEET : HEAD);

/** One visit: the straight look, then the challenges that the trusted side draws. */
async function present(
  presentation: Presentation,
  range: typeof HEAD | typeof SHEET,
  { engine, studio, policy, random }: PresentationOptions,
): Promise<Ending> {
  const service = createFaceService({ engine, policy, random, now: () => new Date(0) });
  const between = ([from, to]: readonly [number, number]): number => from + random() * (to - from);
  const pass = async (step: Step): Promise<boolean> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const reach: Reach = {
        turn: between(range.turn),
        tilt: between(range.tilt),
        jitter: between(JITTER),
      };
      const frames = await studio.shoot(presentation(step, reach));
      const { verdict } = await service.judge(step, frames);
      if (verdict !== 'again') return verdict === 'passed';
    }
    return false;
  };
  const challenges = await begin(service, { engine, studio });
  if (!challenges || !(await pass('look-straight'))) return 'not-acquired';
  for (const challenge of challenges) if (!(await pass(challenge))) return 'rejected';
  return (await service.finish()).liveness.outcome === 'live' ? 'live' : 'rejected';
}

/**
 * The reference is the holder's own picture: whether the faces match is not asked here.
 *
 * @returns the challenges drawn; null when the picture shows no face to the engine
 */
async function begin(
  service: FaceService,
  { engine, studio }: Pick<PresentationOptions, 'engine' | 'studio'>,
): Promise<Challenge[] | null> {
  const [frame] = await studio.shoot(bonaFide('look-straight', { turn: 0, tilt: 0, jitter: 0 }));
  return frame && (await engine.analyze(frame)).face ? service.begin(frame) : null;
}
