import { setTimeout as sleep } from 'node:timers/promises';
import { type CardReader, createCardReader } from '../../../electron/card/index.ts';
import { type HostProcess, spawnNodeHost } from '../../../native/pcsc-host/index.ts';
import {
  createVirtualCard,
  FIRST_READER_PORT,
  type VirtualCardHandle,
} from '../../../native/virtual-card/index.ts';
import { exampleCard, examplePhoto } from '../../../native/virtual-card/testing/index.ts';
import { children, openHandles } from '../processes.ts';
import { nextEvent } from './next-event.ts';
import { createRandom } from './random.ts';
import type { CardService } from './service.ts';

export type SoakFigures = {
  events: number;
  /** How often a card that was put in properly after the trouble was not read. */
  dead: number;
  /** Processes and handles that are there at the end and were not at the beginning. */
  leaks: number;
};

type Options = { events: number; seed: number; service: CardService; log: (line: string) => void };

/** A clean read after so many events, besides the last. */
const CLEAN_READ_EVERY = 25;
/** Longer than the longest pause before a lost host is started again, and a reading. */
const CLEAN_READ_LIMIT_MS = 20_000;
const MAX_PAUSE_MS = 700;
/** A hand needs as long to change cards; quicker than pcscd looks, it would not see the change. */
const CHANGE_MS = 700;
const CLEAN_CID = '2222222222227';

/** Random events at the counter, at random moments: cards in and out of two readers, the host and pcscd killed. */
export async function soak({ events, seed, service, log }: Options): Promise<SoakFigures> {
  const random = createRandom(seed);
  const photo = examplePhoto();
  const newCard = (cid: string, port: number) =>
    createVirtualCard({ card: exampleCard({ cid }), photo, port });
  const cards = [
    newCard('1234567890121', FIRST_READER_PORT),
    newCard('0000000000001', FIRST_READER_PORT),
    newCard('1234567890121', FIRST_READER_PORT + 1),
  ];
  const cleanCard = newCard(CLEAN_CID, FIRST_READER_PORT);

  let host: HostProcess | null = null;
  const reader = createCardReader({
    spawnHost() {
      host = spawnNodeHost();
      return host;
    },
  });

  const act = async (): Promise<void> => {
    const dice = random.below(100);
    if (dice < 45) await putIn(random.pick(cards), cards);
    else if (dice < 85) for (const card of cards) card.remove();
    else if (dice < 95 || !service.isOurs()) host?.kill();
    else await service.killAndRestart(random.below(MAX_PAUSE_MS));
  };

  let dead = 0;
  const readCleanly = async (after: number) => {
    if (await isReadCleanly(reader, cleanCard, cards)) return;
    dead++;
    log(`After ${after} events a card was not read; the reader is ${reader.state.state}.`);
  };

  try {
    await readCleanly(0);
    const before = footprint();
    for (let event = 1; event <= events; event++) {
      await act();
      await sleep(random.below(MAX_PAUSE_MS));
      if (event % CLEAN_READ_EVERY === 0 || event === events) await readCleanly(event);
    }
    const after = footprint();
    const grown =
      Math.max(0, after.processes - before.processes) + Math.max(0, after.handles - before.handles);
    await reader.stop();
    return { events, dead, leaks: grown + (await hostsLeft()) };
  } finally {
    await reader.stop();
    for (const card of [...cards, cleanCard]) card.close();
  }
}

/** A reader takes one card: the one that is in goes first. */
async function putIn(card: VirtualCardHandle, all: readonly VirtualCardHandle[]): Promise<void> {
  for (const other of all) if (other !== card) other.remove();
  await card.insert();
}

/** Pulls every card out, puts the clean one in as a person would, and waits for its photo. It is out again then. */
async function isReadCleanly(
  reader: CardReader,
  clean: VirtualCardHandle,
  others: readonly VirtualCardHandle[],
): Promise<boolean> {
  for (const card of others) card.remove();
  await sleep(CHANGE_MS);
  const text = nextEvent(
    reader,
    'identity',
    CLEAN_READ_LIMIT_MS,
    ({ identity }) => identity.cid === CLEAN_CID,
  );
  const photo = text.then(() => nextEvent(reader, 'photo', CLEAN_READ_LIMIT_MS));
  await clean.insert();
  const isRead = (await photo) !== null;
  const gone = nextEvent(reader, 'removed', CLEAN_READ_LIMIT_MS);
  clean.remove();
  const isForgotten = (await gone) !== null;
  return isRead && isForgotten;
}

function footprint(): { processes: number; handles: number } {
  return { processes: children().length, handles: openHandles(process.pid) };
}

/** Hosts that outlive the reader that started them. */
async function hostsLeft(): Promise<number> {
  await sleep(CHANGE_MS);
  return children('pcsc-host').length;
}
