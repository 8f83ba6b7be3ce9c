import { randomInt } from 'node:crypto';

/** Uniform in [0, 1), unpredictable: nobody can guess the next challenge. */
export const secureRandom = (): number => randomInt(2 ** 47) / 2 ** 47;
