import type { Policy } from '../../../contract/index.ts';
import type { FaceEngine } from '../../../electron/face/index.ts';
import { compareFaces, fuse } from '../../../electron/face/testing.ts';
import { NO_SCORE, type Scores } from './error-rates.ts';
import type { Photo } from './people.ts';
import type { Studio } from './studio.ts';

/** A photo as chip and camera hold it; null where the engine found no face to compare. */
export type Enrolled = Pick<Photo, 'subject' | 'group'> & {
  reference: Float32Array | null;
  probe: Float32Array | null;
};

/** Chip-grade reference and camera frame of each photo, looked at by the kiosk's engine. */
export async function enrollAll(
  photos: readonly Photo[],
  { engine, studio }: { engine: FaceEngine; studio: Studio },
): Promise<Enrolled[]> {
  const embed = async (jpeg: Uint8Array): Promise<Float32Array | null> => {
    const { face } = await engine.analyze(jpeg);
    return face ? engine.embed(jpeg, face.landmarks) : null;
  };
  const enrolled: Enrolled[] = [];
  for (const { subject, group, jpeg } of photos) {
    const pictures = await studio.enroll(jpeg);
    enrolled.push({
      subject,
      group,
      reference: pictures && (await embed(pictures.reference)),
      probe: pictures && (await embed(pictures.probe)),
    });
  }
  return enrolled;
}

/** Each group with the pairs within it, and `all` with those between groups too. */
export function scoresOfGroups(
  people: readonly Enrolled[],
  scoresOf: (people: readonly Enrolled[]) => Scores,
): Record<string, Scores> {
  const names = [...new Set(people.map(({ group }) => group))].sort();
  return Object.fromEntries([
    ...names.map((name) => [name, scoresOf(people.filter(({ group }) => group === name))] as const),
    ['all', scoresOf(people)],
  ]);
}

/** Every reference with the probe from every other photo, both ways. */
export function scorePairs(people: readonly Enrolled[], face: Policy['face']): Scores {
  const scores: Scores = { genuine: [], impostor: [] };
  for (const one of people)
    for (const other of people) {
      if (one === other) continue;
      if (one.subject === other.subject) scores.genuine.push(scoreOf(one.reference, other.probe, face));
      else if (one.reference && other.probe) scores.impostor.push(scoreOf(one.reference, other.probe, face));
    }
  return scores;
}

/**
 * The same with probes fused from two photos of a person, neither of them the reference's: what more frames can
 * bring at best, for photos of different days differ more than frames of one capture.
 */
export function scoreFusedPairs(people: readonly Enrolled[], face: Policy['face']): Scores {
  const scores: Scores = { genuine: [], impostor: [] };
  for (const [index, first] of people.entries())
    for (const second of people.slice(index + 1)) {
      if (first.subject !== second.subject || !first.probe || !second.probe) continue;
      const probe = fuse([first.probe, second.probe]);
      for (const one of people) {
        if (one === first || one === second) continue;
        if (one.subject === first.subject) scores.genuine.push(scoreOf(one.reference, probe, face));
        else if (one.reference) scores.impostor.push(scoreOf(one.reference, probe, face));
      }
    }
  return scores;
}

function scoreOf(reference: Float32Array | null, probe: Float32Array | null, face: Policy['face']): number {
  return reference && probe ? compareFaces(probe, reference, face).score : NO_SCORE;
}
