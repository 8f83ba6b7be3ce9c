import type { Challenge, Policy } from '../../contract/index.ts';

/** Only a turned head shows that it is no plane. */
const SHOWS_DEPTH: readonly Challenge[] = ['turn-left', 'turn-right'];
/** A still picture can be turned and tilted, even bent until it seems to have depth; this it can't do. */
const SHOWS_LIFE: readonly Challenge[] = ['blink', 'open-mouth'];

/**
 * Draws the challenges of one attempt, each at most once, in random order. As long as the policy lists any, one
 * of them is a turn and one moves the face itself: without a turn a picture on a screen would never be tested
 * for being flat, without the other a bent print could do all it is asked for.
 *
 * @param random uniform in [0, 1); unpredictable in the kiosk, for whoever knows the order can prepare a film
 */
export function drawChallenges(
  { challenges, count }: Pick<Policy['liveness'], 'challenges' | 'count'>,
  random: () => number,
): Challenge[] {
  const oneOf = (kind: readonly Challenge[]): Challenge[] =>
    shuffle(
      challenges.filter((challenge) => kind.includes(challenge)),
      random,
    ).slice(0, 1);
  const needed = [...oneOf(SHOWS_DEPTH), ...oneOf(SHOWS_LIFE)];
  const others = challenges.filter((challenge) => !needed.includes(challenge));
  const drawn = [...needed, ...shuffle(others, random)].slice(0, count);
  return shuffle(drawn, random);
}

/**
 * Draws another challenge in place of one that somebody could not do, so that a turn and one that moves the face itself are
 * still among those asked.
 *
 * @param asked all of this attempt so far: `drawn` with the failed one among them, and those given up before
 * @returns null when there is no such challenge
 */
export function drawReplacement(
  failed: Challenge,
  asked: { drawn: readonly Challenge[]; givenUp: readonly Challenge[] },
  challenges: readonly Challenge[],
  random: () => number,
): Challenge | null {
  const others = asked.drawn.filter((challenge) => challenge !== failed);
  const keeps = (kind: readonly Challenge[], candidate: Challenge): boolean =>
    !kind.includes(failed) || [...others, candidate].some((challenge) => kind.includes(challenge));
  const left = challenges
    .filter((challenge) => ![...asked.drawn, ...asked.givenUp].includes(challenge))
    .filter((candidate) => keeps(SHOWS_DEPTH, candidate) && keeps(SHOWS_LIFE, candidate));
  return shuffle(left, random)[0] ?? null;
}

/** Fisher and Yates. */
function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const left = [...items];
  const shuffled: Item[] = [];
  while (left.length > 0) shuffled.push(...left.splice(Math.floor(random() * left.length), 1));
  return shuffled;
}
