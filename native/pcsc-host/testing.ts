import { setTimeout as sleep } from 'node:timers/promises';
import { type Card, CardDisposition, CardMode, Client, type Err, type Reader } from 'pcsc-mini';

/** For tests: another program that uses the same readers. */

const LIMIT_MS = 15_000;
/** pcscd looks for cards a few times a second. */
const LOOK_AGAIN_MS = 50;

/** Kept for good: the finalizer of a collected client raises an error once pcscd has gone away in between. */
const clients: Client[] = [];

/** Runs something with a reader as another program would. */
export async function asOtherProgram<Result>(
  readerName: string,
  use: (reader: Reader) => Promise<Result>,
): Promise<Result> {
  const client = new Client();
  clients.push(client);
  const found = new Promise<Reader>((resolve) =>
    client.on('reader', (each) => each.name() === readerName && resolve(each)),
  );
  client.start();
  try {
    return await use(await found);
  } finally {
    client.stop();
  }
}

export async function connectWhenIn(other: Reader, mode: CardMode): Promise<Card> {
  for (;;) {
    const card = await other.connect(mode).catch((error: Err) => error.code);
    if (typeof card !== 'string') return card;
    if (card !== 'NoSmartCard') throw new Error(`connecting failed: ${card}`);
    await sleep(LOOK_AGAIN_MS);
  }
}

/** A card that was pulled out is still seen until pcscd looks again: the next test must not find it. */
export async function untilEmpty(readerNames: readonly string[]): Promise<void> {
  for (const name of readerNames) await asOtherProgram(name, emptied);
}

async function emptied(other: Reader): Promise<void> {
  const deadline = performance.now() + LIMIT_MS;
  while (performance.now() < deadline) {
    const card = await other.connect(CardMode.SHARED).catch((error: Err) => error.code);
    if (card === 'NoSmartCard') return;
    if (typeof card !== 'string') await card.disconnect(CardDisposition.LEAVE);
    await sleep(LOOK_AGAIN_MS);
  }
  throw new Error(`A card stays in ${other}: another program uses the virtual reader.`);
}
