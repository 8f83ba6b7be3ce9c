import { type CardTest, KioskError, READER_TROUBLE, type ReaderState } from '../contract/index.ts';
import type { CardEvent } from './card/index.ts';

/** So long the reader waits for a card to be put in and read. */
const LIMIT_MS = 30_000;

export type CardTester = {
  /**
   * Waits for a card and tells how it was read. Of what stands on it nothing is kept.
   * @throws KioskError REQUEST_INVALID while a visit or another test goes on
   */
  test(): Promise<CardTest>;
  /** To be told each answer to reset. */
  noteAtr(atr: Uint8Array): void;
  /** To be told each event of the reader. @returns whether it belongs to the test and is none of the visit's */
  take(event: CardEvent): boolean;
};

type Running = { card: CardTest['card']; finish(error: CardTest['error']): void };

/** A card put in while this waits begins no visit. */
export function createCardTester(parts: {
  reader(): ReaderState;
  /** Reads a card that is in already. */
  readAgain(): void;
  /** Between visits. */
  mayTest(): boolean;
  limitMs?: number;
}): CardTester {
  const { reader, readAgain, mayTest, limitMs = LIMIT_MS } = parts;
  let running: Running | null = null;

  return {
    async test() {
      if (running || !mayTest()) throw new KioskError('REQUEST_INVALID', { reason: 'visit' });
      const { state, name } = reader();
      if (state !== 'ready') return { reader: name, card: null, error: { code: READER_TROUBLE[state] } };
      const { promise, resolve } = Promise.withResolvers<CardTest>();
      const begun: Running = {
        card: null,
        finish(error) {
          clearTimeout(timer);
          running = null;
          resolve({ reader: name, card: begun.card, error });
        },
      };
      const timer = setTimeout(() => begun.finish(null), limitMs);
      running = begun;
      readAgain();
      return promise;
    },
    noteAtr(atr) {
      if (running?.card) running.card.atr = Buffer.from(atr).toString('hex').toUpperCase();
    },
    take(event) {
      if (!running || event.type === 'reader' || event.type === 'removed') return false;
      running.card ??= { atr: null, textMs: null, photoMs: null };
      if (event.type === 'identity') running.card.textMs = Math.round(event.ms);
      if (event.type === 'photo') {
        running.card.photoMs = Math.round(event.ms);
        running.finish(null);
      }
      if (event.type === 'failed') running.finish(event.error);
      return true;
    },
  };
}
