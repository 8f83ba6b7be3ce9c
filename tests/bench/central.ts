import { parseArgs } from 'node:util';
import { benchCentral } from './central/bench-central.ts';

/** The bench of the centre's intake: npm run bench -- central --json [--at N] [--records N] */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    at: { type: 'string', default: '10000000' },
    records: { type: 'string', default: '4000' },
  },
});
const figures = await benchCentral({
  records: Number(values.records),
  at: Number(values.at),
  // Standard output is for the figures alone.
  log: (line) => console.error(line),
});
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));
