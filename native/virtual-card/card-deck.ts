import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadCard } from './load-card.ts';
import { createVirtualCard, type VirtualCardHandle } from './virtual-card.ts';

/** Several cards for one virtual reader, of which one at a time is in. Cards are counted from 0. */
export type CardDeck = {
  /** Name of each card: that of its file. */
  readonly names: readonly string[];
  /**
   * Puts a card in; without a number the one that was in last, at first card 0.
   * @throws a sentence when another card is in, or when there is no such card.
   */
  insert(card?: number): Promise<void>;
  /** Pulls out the card that is in, if any. */
  remove(): Promise<void>;
  /**
   * Changes the card that is in for another, as quickly as a hand can.
   * @throws a sentence when there is no such card.
   */
  swap(card: number): Promise<void>;
  /** The card that is in, and the commands it has answered since it was put in. */
  status(): { card: number | null; exchanges: number };
};

/** Much quicker than this, and the reader would not see that a card was out. */
const SWAP_MS = 250;

/**
 * Loads a card from each file.
 * @param onChange is told when a card goes in or out, also by a fault of its own.
 * @throws see `loadCard`.
 */
export async function openCardDeck(
  files: readonly string[],
  { port, onChange }: { port: number; onChange: (name: string, inserted: boolean) => void },
): Promise<CardDeck> {
  const names = files.map((file) => path.basename(file));
  const loaded = await Promise.all(files.map(loadCard));
  const cards = loaded.map((each, index) =>
    createVirtualCard({ ...each, port, onChange: (inserted) => onChange(names[index] ?? '', inserted) }),
  );
  let chosen = 0;
  let last: Promise<void> = Promise.resolve();

  /** The keyboard and any number of programs move the cards: one hand at a time. */
  function inTurn(move: () => void | Promise<void>): Promise<void> {
    const moved = last.then(move);
    last = moved.catch(() => {});
    return moved;
  }

  function cardAt(index: number): VirtualCardHandle {
    const card = cards[index];
    if (!card) throw new Error(`There is no card ${index}: they are counted from 0 to ${cards.length - 1}.`);
    return card;
  }

  async function put(index: number): Promise<void> {
    await cardAt(index).insert();
    chosen = index;
  }

  const cardThatIsIn = () => cards.findIndex((card) => card.inserted);
  const pull = () => cards[cardThatIsIn()]?.remove();

  return {
    names,
    insert: (index) =>
      inTurn(async () => {
        const wanted = index ?? chosen;
        const isIn = cardThatIsIn();
        if (isIn >= 0 && isIn !== wanted) throw new Error(`Card ${isIn} is in: pull it out first, or swap.`);
        await put(wanted);
      }),
    remove: () => inTurn(pull),
    swap: (index) =>
      inTurn(async () => {
        cardAt(index);
        if (cardThatIsIn() >= 0) {
          pull();
          await sleep(SWAP_MS);
        }
        await put(index);
      }),
    status() {
      const isIn = cardThatIsIn();
      return { card: isIn < 0 ? null : isIn, exchanges: cards[isIn]?.exchanges.length ?? 0 };
    },
  };
}
