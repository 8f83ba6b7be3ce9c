import { parseArgs } from 'node:util';
import { benchReports } from './reports/bench-reports.ts';

/** The bench of the report: npm run bench -- reports --json [--persons N[,N…]] [--facilities N] [--times N] */
const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    persons: { type: 'string', default: '1000000,10000000' },
    facilities: { type: 'string', default: '10000' },
    times: { type: 'string', default: '60' },
  },
});
const figures = await benchReports({
  sizes: values.persons.split(',').map(Number),
  facilities: Number(values.facilities),
  times: Number(values.times),
  attempts: 5,
  log: (line) => console.error(line),
});
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));
