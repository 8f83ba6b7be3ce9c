import { parseArgs } from 'node:util';
import { runHa } from './run-ha.ts';

/** npm run ha -- [--kills N] [--json] */
const { values } = parseArgs({
  options: { kills: { type: 'string', default: '3' }, json: { type: 'boolean', default: false } },
});
const figures = await runHa({
  kills: Number(values.kills),
  // Standard output is for the figures alone.
  log: (line) => console.error(line),
});
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));
const lost = figures.acknowledged - figures.present;
process.exit(lost === 0 && figures.doubled === 0 && figures.longestGapMs < 30_000 ? 0 : 1);
