import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { parseArgs } from 'node:util';
import { policySchema } from '../../contract/index.ts';
import { inProject } from '../../native/setup/index.ts';
import { benchFace } from './face/bench-face.ts';
import { readPeople, samplePeople } from './face/people.ts';
import { reportPage } from './face/report.ts';

/** The bench of the face: npm run bench -- face [--data DIR] [--json] [--report FILE.html] [--clips N] [--seed N] */
const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'boolean', default: false },
    report: { type: 'string' },
    clips: { type: 'string', default: '2' },
    seed: { type: 'string', default: '1' },
  },
});

const policy = policySchema.parse(
  JSON.parse(readFileSync(inProject('resources', 'policy', '2026-1.json'), 'utf8')),
);
const measurement = await benchFace({
  photos: values.data === undefined ? samplePeople() : readPeople(values.data),
  policy,
  clipsPerPerson: Number(values.clips),
  timings: 50,
  tracking: true,
  seed: Number(values.seed),
  // Standard output is for the figures alone.
  log: (line) => console.error(line),
});
console.log(JSON.stringify(measurement.figures, null, values.json ? 0 : 2));
if (values.report !== undefined) {
  mkdirSync(dirname(values.report), { recursive: true });
  writeFileSync(values.report, reportPage(measurement));
}
