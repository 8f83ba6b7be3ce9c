import { benchShift } from './shift/bench-shift.ts';

/**
 * The bench of a shift: npm run bench -- shift [--json] [--visits N] [--hours H]
 *
 * N visits (200) one after the other in one kiosk that is never restarted, each from card to receipt. An eight-hour day has as
 * many; the pauses between them are left out, or spread over H hours.
 */

const arg = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};

const figures = await benchShift({
  visits: arg('visits', 200),
  hours: arg('hours', 0),
  log: (line) => console.error(line),
});
console.log(JSON.stringify(figures, null, process.argv.includes('--json') ? 0 : 2));
