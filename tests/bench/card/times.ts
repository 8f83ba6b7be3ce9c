import { fileURLToPath } from 'node:url';
import { type CardReader, createCardReader } from '../../../electron/card/index.ts';
import type { HostMessage, HostProcess } from '../../../native/pcsc-host/index.ts';
import { forkHost } from '../../../native/pcsc-host/testing.ts';
import { createVirtualCard } from '../../../native/virtual-card/index.ts';
import { exampleCard } from '../../../native/virtual-card/testing/index.ts';
import { median, rounded } from '../percentile.ts';
import { fullPhoto } from './full-photo.ts';
import { expectEvent } from './next-event.ts';
import type { TransmitTimes } from './stopwatch.ts';

/** Times are medians, in ms; those to text and photo count from the card reader's notice that a card is in. */
export type TimeFigures = {
  /** SELECT and GET RESPONSE counted. */
  exchangesToText: number;
  exchangesTotal: number;
  /** Of one exchange, all that is not spent in pcsc-mini: reading, parsing, the way to the host and back. */
  overheadMsPerExchange: number;
  /** Against a card that answers at once. */
  textMs0: number;
  photoMs0: number;
  /** Against a card that takes 15 ms for each exchange. */
  textMs15: number;
  photoMs15: number;
};

type Reading = { textMs: number; photoMs: number; exchangesToText: number; exchangesTotal: number };

const LIMIT_MS = 30_000;

export async function measureTimes({ timings }: { timings: number }): Promise<TimeFigures> {
  const overheads: number[] = [];
  const reader = createCardReader({ spawnHost: () => timedHost(overheads) });
  try {
    await readerReady(reader);
    const at0 = await readTimes(reader, { timings, exchangeDelayMs: 0 });
    const overheadMs = median(overheads);
    const at15 = await readTimes(reader, { timings, exchangeDelayMs: 15 });
    const medianOf = (readings: Reading[], key: keyof Reading) => median(readings.map((each) => each[key]));
    return {
      exchangesToText: medianOf(at0, 'exchangesToText'),
      exchangesTotal: medianOf(at0, 'exchangesTotal'),
      overheadMsPerExchange: rounded(overheadMs, 3),
      textMs0: rounded(medianOf(at0, 'textMs'), 0),
      photoMs0: rounded(medianOf(at0, 'photoMs'), 0),
      textMs15: rounded(medianOf(at15, 'textMs'), 0),
      photoMs15: rounded(medianOf(at15, 'photoMs'), 0),
    };
  } finally {
    await reader.stop();
  }
}

export async function readerReady(reader: CardReader): Promise<void> {
  if (reader.state.state !== 'ready') {
    await expectEvent(reader, 'reader', LIMIT_MS, ({ state }) => state === 'ready');
  }
}

async function readTimes(
  reader: CardReader,
  { timings, exchangeDelayMs }: { timings: number; exchangeDelayMs: number },
): Promise<Reading[]> {
  const card = createVirtualCard({ card: exampleCard({ exchangeDelayMs }), photo: fullPhoto() });
  const readings: Reading[] = [];
  for (let times = 0; times < timings; times++) {
    const comes = [
      expectEvent(reader, 'identity', LIMIT_MS),
      expectEvent(reader, 'photo', LIMIT_MS),
    ] as const;
    await card.insert();
    const [text, photo] = await Promise.all(comes);
    readings.push({
      textMs: text.ms,
      photoMs: photo.ms,
      exchangesToText: text.exchanges,
      exchangesTotal: photo.exchanges,
    });
    const gone = expectEvent(reader, 'removed', LIMIT_MS);
    card.remove();
    await gone;
  }
  return readings;
}

const STOPWATCH = fileURLToPath(new URL('./stopwatch.ts', import.meta.url));

/**
 * A PC/SC host whose exchanges are timed on both sides: an exchange lasts from its command to the next one (or
 * to the letting go), and what pcsc-mini took of that very exchange is the transport's.
 */
function timedHost(overheads: number[]): HostProcess {
  const host = forkHost(['--import', STOPWATCH]);
  let sentAt: number[] = [];
  return {
    ...host,
    post(message) {
      if (message.type !== 'open') sentAt.push(performance.now());
      host.post(message);
    },
    onMessage: (listener) =>
      host.onMessage((message: HostMessage | TransmitTimes) => {
        if (message.type !== 'transmit-times') return listener(message);
        for (const [index, ms] of message.ms.entries()) {
          const [from, to] = sentAt.slice(index, index + 2);
          if (from !== undefined && to !== undefined) overheads.push(to - from - ms);
        }
        sentAt = [];
      }),
  };
}
