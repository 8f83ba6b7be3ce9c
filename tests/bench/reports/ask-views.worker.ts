import { parentPort, workerData } from 'node:worker_threads';
import { percentile, rounded } from '../percentile.ts';

/** What to ask for: the addresses of views by their names, each so many times. */
export type Asked = { address: string; cookie: string; views: Record<string, string>; times: number };

/** A thread of its own, as a viewer has a machine of their own: the records that are sent beside would hold up the clock. */
const { address, cookie, views, times } = workerData as Asked;

async function p95Of(path: string): Promise<number> {
  const ask = async (): Promise<number> => {
    const started = performance.now();
    const answer = await fetch(address + path, { headers: { cookie } });
    await answer.arrayBuffer();
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return performance.now() - started;
  };
  // The first one plans and fills caches.
  await ask();
  const ms: number[] = [];
  for (let asked = 0; asked < times; asked += 1) ms.push(await ask());
  return rounded(percentile(ms, 0.95), 1);
}

const p95Ms: Record<string, number> = {};
for (const [name, path] of Object.entries(views)) p95Ms[name] = await p95Of(path);
parentPort?.postMessage(p95Ms);
