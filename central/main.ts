import { parseArgs } from 'node:util';
import { readEnvironment } from './environment.ts';
import { startCentre } from './start.ts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const { logLevel, ...options } = readEnvironment(process.env);

const centre = await startCentre({
  ...options,
  // To stderr: stdout says when the centre is ready, for people and programs.
  log: { level: logLevel, stream: process.stderr },
});

console.log(`centre ready at ${centre.url}`);
if (values.json) console.log(JSON.stringify({ ready: true, url: centre.url, pid: process.pid }));

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    await centre.stop();
    process.exit(0);
  });
}
