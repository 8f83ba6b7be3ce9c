import { expect, it } from 'vitest';
import { createLitScreen } from './lit-screen.ts';

it('holds the system once while somebody works here, and lets go once', () => {
  const asked: string[] = [];
  const screen = createLitScreen({
    start: (type) => asked.push(`start ${type}`) - 1,
    stop: (id) => asked.push(`stop ${id}`) > 0,
  });
  for (const lit of [false, true, true, false, false, true]) screen.keep(lit);
  expect(asked).toEqual(['start prevent-display-sleep', 'stop 0', 'start prevent-display-sleep']);
});
