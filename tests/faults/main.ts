import { parseArgs } from 'node:util';
import { runFaults } from './run-faults.ts';

/** npm run faults -- [--trials N] [--seed S] [--json] */
const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const figures = await runFaults({
  trials: Number(values.trials),
  seed: Number(values.seed),
  // Standard output is for the figures alone.
  log: (line) => console.error(line),
});
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));
process.exit(figures.lost + figures.doubled + figures.stuck === 0 ? 0 : 1);
