import { expect, it } from 'vitest';
import { numbersOf, PRINTED_ROWS } from './feed-printed.ts';
import { reproduceReport } from './reproduce.ts';

it('the centre reports what the ministry printed in 2022, row by row', { timeout: 120_000 }, async () => {
  const { rows, sums } = await reproduceReport(() => {});
  const printed = PRINTED_ROWS.map((row) => ({ hcode: row.hcode, ...numbersOf(row) }));
  expect(rows).toHaveLength(41);
  expect(rows).toEqual(printed);
  expect(sums).toEqual({ devices: 84, persons: 445, tokens: 516, confirmedTokens: 471 });
});
