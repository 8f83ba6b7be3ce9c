import { parseArgs } from 'node:util';
import { benchCard } from './card/bench-card.ts';

/** The bench of the card reader: npm run bench -- card --json [--fuzz N] [--reads N] [--soak N] */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    fuzz: { type: 'string', default: '100000' },
    reads: { type: 'string', default: '1000' },
    soak: { type: 'string', default: '500' },
    seed: { type: 'string', default: '1' },
  },
});

const figures = await benchCard({
  images: count('fuzz'),
  reads: count('reads'),
  events: count('soak'),
  seed: count('seed'),
  timings: 5,
  // Standard output is for the figures alone.
  log: (line) => console.error(line),
});
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));

function count(name: 'fuzz' | 'reads' | 'soak' | 'seed'): number {
  const value = Number(values[name]);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} wants a whole number.`);
  return value;
}
