import { parseArgs } from 'node:util';
import { benchSync } from './sync/bench-sync.ts';

/** The bench of the way to the centre: npm run bench -- sync --json [--records N] */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, records: { type: 'string', default: '2000' } },
});
const figures = await benchSync({ records: Number(values.records) });
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));
