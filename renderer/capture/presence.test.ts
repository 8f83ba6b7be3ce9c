import { expect, it } from 'vitest';
import { watchPresence } from './presence.ts';

it('somebody has walked away after 20 s without a face, and is back with the first', () => {
  const told: boolean[] = [];
  const look = watchPresence((away) => told.push(away));
  look(0, 1_000);
  look(1, 5_000);
  look(0, 24_900);
  expect(told).toEqual([]);
  look(0, 25_000);
  look(0, 40_000);
  expect(told).toEqual([true]);
  look(1, 41_000);
  look(0, 60_000);
  expect(told).toEqual([true, false]);
});
