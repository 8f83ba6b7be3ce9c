import type { Policy } from '../../../contract/index.ts';
import { type Enrolled, scorePairs, scoresOfGroups } from './comparisons.ts';
import { type OperatingPoint, operatingPoint, type Scores } from './error-rates.ts';

/** A threshold chosen on one half of the people, and its error rates on the other half, which it has not seen. */
export type HeldOut = {
  threshold: number;
  /** How many people chose it, and how many it was measured on. */
  people: { chose: number; measured: number };
  groups: Record<string, OperatingPoint & { genuine: number; impostor: number }>;
};

/** What the threshold keeps to on the half that chooses it: shares of the impostor pairs that match. */
const FMR_MAX = { all: 0.001, oneGroup: 0.005 } as const;
const STEPS_OF_ONE = 100;

/** Both ways round. People are dealt out in turn within each group, in the order of their names. */
export function measureHeldOut(people: readonly Enrolled[], face: Policy['face']): HeldOut[] {
  const halves = dealOut(people);
  return [halves, halves.toReversed()].map(([choosing = [], measured = []]) => {
    const threshold = smallestThreshold(scoresByGroup(choosing, face));
    const groups = Object.entries(scoresByGroup(measured, face)).map(([name, scores]) => [
      name,
      {
        genuine: scores.genuine.length,
        impostor: scores.impostor.length,
        ...operatingPoint(scores, threshold),
      },
    ]);
    return {
      threshold,
      people: { chose: countPeople(choosing), measured: countPeople(measured) },
      groups: Object.fromEntries(groups),
    };
  });
}

const scoresByGroup = (people: readonly Enrolled[], face: Policy['face']): Record<string, Scores> =>
  scoresOfGroups(people, (some) => scorePairs(some, face));

function dealOut(people: readonly Enrolled[]): [Enrolled[], Enrolled[]] {
  const places = new Map<string, number>();
  for (const group of new Set(people.map((person) => person.group))) {
    const subjects = new Set(people.filter((person) => person.group === group).map(({ subject }) => subject));
    for (const [place, subject] of [...subjects].sort().entries()) places.set(subject, place % 2);
  }
  const half = (number: number): Enrolled[] => people.filter(({ subject }) => places.get(subject) === number);
  return [half(0), half(1)];
}

function smallestThreshold(scores: Record<string, Scores>): number {
  const thresholds = Array.from({ length: STEPS_OF_ONE }, (_, step) => step / STEPS_OF_ONE);
  const keeps = (threshold: number): boolean =>
    Object.entries(scores).every(([name, each]) => {
      const { fmr } = operatingPoint(each, threshold);
      // A group without impostor pairs says nothing.
      return Number.isNaN(fmr) || fmr <= (name === 'all' ? FMR_MAX.all : FMR_MAX.oneGroup);
    });
  return thresholds.find(keeps) ?? 1;
}

const countPeople = (people: readonly Enrolled[]): number =>
  new Set(people.map(({ subject }) => subject)).size;
