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

/** A call that takes longer than a kiosk waits for it has nobody to answer to. */
const STOP_LIMIT_MS = 30_000;

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    await centre.stop();
    process.exit(0);
  });
}
