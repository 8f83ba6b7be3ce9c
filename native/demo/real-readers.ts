import { setTimeout as sleep } from 'node:timers/promises';
import { spawnNodeHost } from '../pcsc-host/index.ts';

/** How long readers that are attached get to be named; the service answers in a few milliseconds. */
const LISTEN_MS = 600;
const VIRTUAL_READER = /virtual pcd/i;

/** Names of the card readers attached to this machine, virtual ones left out; none when no service runs. */
export async function realReaders(): Promise<string[]> {
  const names = new Set<string>();
  const host = spawnNodeHost();
  const serviceDown = new Promise<void>((resolve) =>
    host.onMessage((message) => {
      if (message.type === 'reader') names.add(message.reader.name);
      if (message.type === 'service' && !message.up) resolve();
    }),
  );
  await Promise.race([serviceDown, sleep(LISTEN_MS)]);
  host.kill();
  return [...names].filter((name) => !VIRTUAL_READER.test(name));
}
