import { parseArgs } from 'node:util';
import { benchQueue } from './queue/bench-queue.ts';

/** The bench of the kiosk's queue: npm run bench -- queue --json [--pending N] */
const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, pending: { type: 'string', default: '100000' } },
});
const figures = await benchQueue({ pending: Number(values.pending), timed: 1000 });
console.log(JSON.stringify(figures, null, values.json ? 0 : 2));
