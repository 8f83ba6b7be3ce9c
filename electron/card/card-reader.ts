import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type CardIdentity,
  type ErrorCode,
  type ErrorReport,
  type HealthRight,
  KioskError,
  type ReaderState,
  reportError,
} from '../../contract/index.ts';
import type { ReaderStatus, SpawnHost } from '../../native/pcsc-host/index.ts';
import { chooseReader, type ReaderChoice } from './choose-reader.ts';
import { supervisePcscHost } from './pcsc-supervisor.ts';
import { createThaiCard } from './read-card.ts';
import { retryAfterMs, SETTLE_MS } from './retry.ts';
import { countExchanges } from './transport.ts';

/** What happens at the reader, in this order for a card that reads well. */
export type CardEvent =
  | ({ type: 'reader' } & ReaderState)
  | { type: 'inserted' }
  /** The text. `ms` counts from the insertion, `exchanges` are those of this reading so far. */
  | {
      type: 'identity';
      identity: CardIdentity;
      photoNumber: string | null;
      ms: number;
      exchanges: number;
    }
  /** Share of the photo that has come, 0 to 1. */
  | { type: 'photo-progress'; share: number }
  | {
      type: 'photo';
      jpeg: Uint8Array;
      width: number;
      height: number;
      chipNumber: string | null;
      photoNumber: string | null;
      /** Null when it was not asked for or the card has none. */
      healthRight: HealthRight | null;
      ms: number;
      exchanges: number;
    }
  /** Reading this card ended without the photo. The card may still be in. */
  | { type: 'failed'; error: ErrorReport }
  /** The card is out, or it can't be told any more: all that was read of it is to be forgotten. */
  | { type: 'removed' };

export type CardReader = {
  /** @returns ends the listening. */
  onEvent(listener: (event: CardEvent) => void): () => void;
  /** The reader as it is now. */
  readonly state: ReaderState;
  /** Reads the card that is in from the start, as if it had just been put in; nothing when there is none. */
  readAgain(): void;
  stop(): Promise<void>;
};

export type CardReaderOptions = ReaderChoice & {
  spawnHost: SpawnHost;
  /** Reads the health-insurance right as well, after everything else. The kiosk has no use for it. */
  withHealthRight?: boolean;
  /** Told the answer to reset of each card that is opened: for the test of a reader. */
  onOpened?: (atr: Uint8Array) => void;
  /** Told each failed try to read a card, also those that are made good by the next: for the diagnostic log. */
  onTrouble?: (error: unknown) => void;
};

/** One card from its insertion to its removal. */
type Visit = {
  reader: string;
  changes: number;
  insertedAt: number;
  left: AbortController;
  identity: CardIdentity | null;
  /** Read to the end, or given up. */
  done: boolean;
  busy: boolean;
  /** Settled when the card is let go. */
  reading: Promise<void>;
};

/** So long may taking a card last before another program must be holding it. */
const BUSY_AFTER_MS = 1500;
/** So long `stop` waits for a card that is just answering. */
const LET_GO_LIMIT_MS = 1000;

/**
 * Watches the readers and reads each card that is put in: the text first, then the photo. It goes on by itself
 * whatever happens: cards pulled early, readers unplugged, the service or its own helper process stopped.
 */
export function createCardReader(options: CardReaderOptions): CardReader {
  const listeners = new Set<(event: CardEvent) => void>();
  const readers = new Map<string, ReaderStatus>();
  let serviceUp = true;
  let state: ReaderState = { state: 'missing', name: null };
  let visit: Visit | null = null;

  const supervisor = supervisePcscHost(options.spawnHost, (event) => {
    if (event.type === 'reader') readers.set(event.reader.name, event.reader);
    else if (event.type === 'reader-gone') readers.delete(event.name);
    else {
      serviceUp = event.up;
      readers.clear();
    }
    look();
  });

  /** Brings the visit and the reader's state in line with what is known of the readers. */
  function look(): void {
    const reader = chooseReader([...readers.values()], visit?.reader ?? null, options);
    const isSameCard =
      visit && reader?.present && visit.reader === reader.name && visit.changes === reader.changes;
    if (visit && !isSameCard) endVisit(visit);
    showState(reader);
    if (reader?.present && !visit) beginVisit(reader);
  }

  function showState(reader: ReaderStatus | null): void {
    const next: ReaderState = { state: stateWith(reader), name: serviceUp ? (reader?.name ?? null) : null };
    if (isDeepStrictEqual(next, state)) return;
    state = next;
    emit({ type: 'reader', ...state });
  }

  function stateWith(reader: ReaderStatus | null): ReaderState['state'] {
    if (!serviceUp) return 'stopped';
    if (reader) return visit?.busy ? 'busy' : 'ready';
    return readers.size > 0 ? 'refused' : 'missing';
  }

  function beginVisit(reader: ReaderStatus): void {
    const begun: Visit = {
      reader: reader.name,
      changes: reader.changes,
      insertedAt: performance.now(),
      left: new AbortController(),
      identity: null,
      done: false,
      busy: false,
      reading: Promise.resolve(),
    };
    visit = begun;
    emit({ type: 'inserted' });
    begun.reading = readToEnd(begun);
  }

  function endVisit(ended: Visit): void {
    ended.left.abort();
    visit = null;
    if (!ended.done) emit({ type: 'failed', error: { code: whatTookAway(ended) } });
    emit({ type: 'removed' });
  }

  function whatTookAway({ reader }: Visit): ErrorCode {
    if (!serviceUp) return 'PCSC_STOPPED';
    return readers.has(reader) ? 'CARD_REMOVED' : 'READER_MISSING';
  }

  function setBusy(current: Visit, busy: boolean): void {
    current.busy = busy;
    if (visit === current) look();
  }

  async function readToEnd(current: Visit): Promise<void> {
    const { signal } = current.left;
    let waitMs: number | null = SETTLE_MS;
    for (let failures = 1; waitMs !== null; failures++) {
      await pause(waitMs, signal);
      if (signal.aborted) return;
      let photo: CardEvent;
      try {
        if (readers.get(current.reader)?.mute) throw new KioskError('CARD_MUTE');
        photo = await readOnce(current);
      } catch (error) {
        if (signal.aborted) return;
        options.onTrouble?.(error);
        waitMs = error instanceof KioskError ? retryAfterMs(error, failures) : null;
        if (waitMs === null) giveUp(current, error);
        setBusy(current, waitMs !== null && error instanceof KioskError && error.code === 'READER_BUSY');
        continue;
      }
      if (signal.aborted) return;
      current.done = true;
      return emit(photo);
    }
  }

  function giveUp(current: Visit, error: unknown): void {
    current.done = true;
    emit({ type: 'failed', error: reportError(error) });
  }

  /** Reads the card once and lets it go before the last is told, so that whoever hears it may use the card. */
  async function readOnce(current: Visit): Promise<CardEvent> {
    const held = setTimeout(() => setBusy(current, true), BUSY_AFTER_MS);
    const session = await supervisor.open(current.reader).finally(() => clearTimeout(held));
    try {
      options.onOpened?.(session.atr);
      if (current.busy) setBusy(current, false);
      const counted = countExchanges({
        transmit(apdu) {
          current.left.signal.throwIfAborted();
          return session.transmit(apdu);
        },
      });
      const tell = (event: CardEvent) => {
        current.left.signal.throwIfAborted();
        emit(event);
      };
      const sinceInserted = () => performance.now() - current.insertedAt;

      const card = createThaiCard(counted, session.atr);
      const { identity, photoNumber } = await card.readText();
      if (current.identity && !isDeepStrictEqual(current.identity, identity)) {
        // Swapped so quickly that PC/SC did not notice.
        tell({ type: 'removed' });
        tell({ type: 'inserted' });
        current.identity = null;
      }
      if (!current.identity) {
        current.identity = identity;
        tell({ type: 'identity', identity, photoNumber, ms: sinceInserted(), exchanges: counted.exchanges });
      }
      const photo = await card.readPhoto((share) => tell({ type: 'photo-progress', share }));
      const chipNumber = await card.readChipNumber();
      const healthRight = options.withHealthRight ? await card.readHealthRight().catch(ifUnreadable) : null;
      const { exchanges } = counted;
      const numbers = { chipNumber, photoNumber };
      return { type: 'photo', ...photo, ...numbers, healthRight, ms: sinceInserted(), exchanges };
    } finally {
      await session.close();
    }
  }

  function emit(event: CardEvent): void {
    for (const listener of listeners) listener(event);
  }

  return {
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get state() {
      return state;
    },
    readAgain() {
      visit?.left.abort();
      visit = null;
      look();
    },
    async stop() {
      listeners.clear();
      visit?.left.abort();
      // A helper that ends while it holds the card makes PC/SC reset it, and the next program may find it dead.
      if (visit) await Promise.race([visit.reading, sleep(LET_GO_LIMIT_MS, undefined, { ref: false })]);
      supervisor.stop();
    },
  };
}

/** A right that can't be read costs nobody the card. */
function ifUnreadable(error: unknown): null {
  if (error instanceof KioskError && error.code === 'CARD_DATA_INVALID') return null;
  throw error;
}

/** Resolves after the time, or as soon as the card leaves. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
