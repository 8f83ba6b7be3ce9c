import { parentPort, workerData } from 'node:worker_threads';
import { percentile, rounded } from '../percentile.ts';
import { type Asked, WARM_UP_ROUNDS } from './asked.ts';

/** A thread of its own, as a viewer has a machine of their own: the records that are sent beside would hold up the clock. */
const { address, cookie, views, times } = workerData as Asked;

/** @returns milliseconds until the whole answer is there */
async function ask(path: string): Promise<number> {
  const started = performance.now();
  const answer = await fetch(address + path, { headers: { cookie } });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return performance.now() - started;
}

const msOf = new Map<string, number[]>(Object.keys(views).map((name) => [name, []]));
// All views in turn: a moment in which the machine is slow falls on all of them alike.
for (let round = -WARM_UP_ROUNDS; round < times; round += 1)
  for (const [name, path] of Object.entries(views)) {
    const ms = await ask(path);
    if (round >= 0) msOf.get(name)?.push(ms);
  }
parentPort?.postMessage(
  Object.fromEntries([...msOf].map(([name, ms]) => [name, rounded(percentile(ms, 0.95), 1)])),
);
