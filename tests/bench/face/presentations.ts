import { type Interval, share, wilson } from './error-rates.ts';
import type { Photo } from './people.ts';
import { rememberPictures } from './remembered.ts';
import { bonaFide, SPECIES } from './species.ts';
import { type PresentedVisit, present, type Range, type VisitOptions } from './visit.ts';

/** Attacks and bona fide presentations before the kiosk's own judgement; rates as ISO/IEC 30107-3 names them. */

/** How often each reason ended a presentation: the step, and what was said there. */
export type Reasons = Record<string, number>;

export type AttackFigures = {
  n: number;
  accepted: number;
  apcer: number;
  ci: Interval;
  still: boolean;
  /** Of the n so many ended at the straight look already: nothing was tested there but the picture's quality. */
  notAcquired: number;
  reasons: Reasons;
};
export type BonaFideFigures = {
  n: number;
  rejected: number;
  bpcer: number;
  ci: Interval;
  /** So many had to be asked another challenge in place of one. */
  replaced: number;
  reasons: Reasons;
};

export type PresentationFigures = {
  attacks: Record<string, AttackFigures>;
  bonaFide: BonaFideFigures;
  /** Photos tried that show no clear, straight face with a closed mouth: no clip was made of them. */
  photosNotUsed: number;
};

export type PresentationOptions = VisitOptions & {
  /** So many photos of each person are used. */
  clipsPerPerson: number;
  /** Names of the species to try. */
  species: readonly string[];
  log(line: string): void;
};

const HEAD: Range = { turn: [22, 34], tilt: [15, 23] };
const SHEET: Range = { turn: [20, 60], tilt: [15, 45] };

/** @param photos one clip and one attack of each species are made of those that show a clear, straight face */
export async function measurePresentations(
  photos: readonly Photo[],
  options: PresentationOptions,
): Promise<PresentationFigures> {
  const { species: names, clipsPerPerson, log } = options;
  const { engine, studio } = rememberPictures(options.engine, options.studio);
  const clipsOf = new Map<string, number>();
  const clips: PresentedVisit[] = [];
  const attacks = new Map<string, PresentedVisit[]>(names.map((name) => [name, []]));
  let notUsed = 0;
  for (const [index, { jpeg, subject }] of photos.entries()) {
    if ((clipsOf.get(subject) ?? 0) >= clipsPerPerson) continue;
    const other = photos.find((photo, place) => place > index && photo.subject !== subject) ?? photos[0];
    const seated = other && (await studio.seat('holder', jpeg)) && (await studio.seat('other', other.jpeg));
    const clip = seated ? await present(bonaFide, HEAD, { ...options, engine, studio }) : null;
    if (!clip || clip.ending === 'not-acquired') {
      notUsed += 1;
      continue;
    }
    clips.push(clip);
    clipsOf.set(subject, (clipsOf.get(subject) ?? 0) + 1);
    for (const [name, seen] of attacks) {
      const { attack, still } = SPECIES[name] ?? {};
      if (attack) seen.push(await present(attack, still ? SHEET : HEAD, { ...options, engine, studio }));
    }
    const passed = [...attacks].map(([name, seen]) => `${name} ${endedAs('live', seen)}`);
    const rejected = endedAs('rejected', clips);
    log(`photo ${index + 1}: ${clips.length} clips, ${rejected} rejected; accepted: ${passed.join(', ')}`);
  }
  return {
    attacks: Object.fromEntries([...attacks].map(([name, seen]) => [name, attackFigures(name, seen)])),
    bonaFide: bonaFideFigures(clips),
    photosNotUsed: notUsed,
  };
}

function attackFigures(name: string, seen: readonly PresentedVisit[]): AttackFigures {
  const [n, accepted] = [seen.length, endedAs('live', seen)];
  return {
    n,
    accepted,
    apcer: share(accepted, n),
    ci: wilson(accepted, n),
    still: SPECIES[name]?.still ?? false,
    notAcquired: endedAs('not-acquired', seen),
    reasons: reasonsOf(seen),
  };
}

function bonaFideFigures(clips: readonly PresentedVisit[]): BonaFideFigures {
  const [n, rejected] = [clips.length, endedAs('rejected', clips)];
  return {
    n,
    rejected,
    bpcer: share(rejected, n),
    ci: wilson(rejected, n),
    replaced: clips.filter((clip) => clip.replaced).length,
    reasons: reasonsOf(clips),
  };
}

const endedAs = (ending: PresentedVisit['ending'], seen: readonly PresentedVisit[]): number =>
  seen.filter((visit) => visit.ending === ending).length;

function reasonsOf(seen: readonly PresentedVisit[]): Reasons {
  const reasons: Reasons = {};
  for (const { reason } of seen) if (reason) reasons[reason] = (reasons[reason] ?? 0) + 1;
  return reasons;
}
