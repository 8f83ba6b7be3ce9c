import type { Challenge, Policy } from '../../contract/index.ts';

/**
 * Draws the challenges of one attempt, each at most once, in random order (Fisher and Yates).
 *
 * @param random uniform in [0, 1); unpredictable in the kiosk, for whoever knows the order can prepare a film
 */
export function drawChallenges({ challenges, count }: Policy['liveness'], random: () => number): Challenge[] {
  const left = [...challenges];
  const drawn: Challenge[] = [];
  while (drawn.length < count && left.length > 0) {
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return drawn;
}
