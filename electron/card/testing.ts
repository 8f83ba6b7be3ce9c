import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cardIdentitySchema, isErrorCode, KioskError, type VirtualCard } from '../../contract/index.ts';
import { type CardMemory, createCardApplet, createCardMemory } from '../../native/virtual-card/index.ts';
import { exampleCard, examplePhoto } from '../../native/virtual-card/testing/index.ts';
import { ADDRESS, IDENTITY, PHOTO, PHOTO_NUMBER } from './layout.ts';
import { createThaiCard } from './read-card.ts';
import { type CardTransport, type CountedTransport, countExchanges } from './transport.ts';

/** For unit tests: the virtual card's applet right at the end of the transport, with no reader between. */
export type ExampleTransport = CountedTransport & { atr: Uint8Array; commands: string[] };

export function exampleTransport(
  changes: Partial<VirtualCard> = {},
  options: { photo?: Uint8Array; spoil?: (memory: CardMemory) => void } = {},
): ExampleTransport {
  const card = exampleCard(changes);
  const memory = createCardMemory(card, options.photo ?? examplePhoto());
  options.spoil?.(memory);
  const atr = Uint8Array.from(Buffer.from(card.atr.replace(/\s/g, ''), 'hex'));
  const applet = createCardApplet(memory, atr);
  const commands: string[] = [];
  const transport = countExchanges({
    async transmit(apdu) {
      commands.push(Buffer.from(apdu).toString('hex').toUpperCase());
      return applet.respond(apdu);
    },
  });
  return Object.assign(transport, { atr, commands });
}

/** A card with random bytes in its memory. */
export type SpoiledMemory = { layout: VirtualCard['layout']; offset: number; bytes: Uint8Array };

/** A card that answers wrongly, from one exchange on or only there. */
export type SpoiledAnswers = {
  layout: VirtualCard['layout'];
  afterExchanges: number;
  mishap: 'cut' | 'grow' | 'status';
  /** Bytes cut off or put before, or the status word. */
  by: number;
  always: boolean;
};

const layouts = fc.constantFrom<VirtualCard['layout']>('0003', '0002');
const MEMORY_BYTES = 0x1627;

/** Bytes where a field begins, or anywhere. */
export const spoiledMemories: fc.Arbitrary<SpoiledMemory> = fc.record({
  layout: layouts,
  offset: fc.oneof(
    fc.constantFrom(
      ...[...Object.values(IDENTITY), PHOTO, ADDRESS, PHOTO_NUMBER].map(({ offset }) => offset),
    ),
    fc.nat(MEMORY_BYTES - 1),
  ),
  bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }),
});

export const spoiledAnswers: fc.Arbitrary<SpoiledAnswers> = fc
  .record({ layout: layouts, afterExchanges: fc.nat(60), always: fc.boolean() })
  .chain((card) =>
    fc
      .oneof(
        fc.record({ mishap: fc.constantFrom('cut' as const, 'grow' as const), by: fc.nat(300) }),
        fc.record({ mishap: fc.constant('status' as const), by: fc.nat(0xffff) }),
      )
      .map((wrong) => ({ ...card, ...wrong })),
  );

/** Reads a card with spoiled memory. @throws see `expectWholeOrError`. */
export function readSpoiledMemory({ layout, offset, bytes }: SpoiledMemory): Promise<void> {
  const transport = exampleTransport(
    { layout },
    {
      spoil(memory) {
        for (const block of [memory.block0, memory.block1]) {
          if (block && offset < block.length) block.set(bytes.subarray(0, block.length - offset), offset);
        }
      },
    },
  );
  return expectWholeOrError(transport, transport.atr);
}

/** Reads a card that answers wrongly. @throws see `expectWholeOrError`. */
export function readSpoiledAnswers(card: SpoiledAnswers): Promise<void> {
  const { mishap, by } = card;
  const honest = exampleTransport({ layout: card.layout });
  const transport: CardTransport = {
    async transmit(apdu) {
      const answer = await honest.transmit(apdu);
      const later = honest.exchanges - card.afterExchanges;
      if (later < 1 || (later > 1 && !card.always)) return answer;
      if (mishap === 'cut') return answer.subarray(0, Math.max(0, answer.length - by));
      if (mishap === 'grow') return Uint8Array.of(...new Uint8Array(by), ...answer);
      return Uint8Array.of(by >> 8, by & 0xff);
    },
  };
  return expectWholeOrError(transport, honest.atr);
}

const MAX_EXCHANGES = 2000;

/**
 * Reads a card that may be anything.
 * @throws when the outcome is neither a whole identity nor an error of the catalogue, or never comes.
 */
async function expectWholeOrError(transport: CardTransport, atr: Uint8Array): Promise<void> {
  let exchanges = 0;
  const limited: CardTransport = {
    transmit(apdu) {
      if (++exchanges > MAX_EXCHANGES) throw new Error('the reading does not end');
      return transport.transmit(apdu);
    },
  };
  const card = createThaiCard(limited, atr);
  try {
    const { identity } = await card.readText();
    assert.deepEqual(cardIdentitySchema.parse(identity), identity);
    const { jpeg } = await card.readPhoto();
    assert.deepEqual([...jpeg.subarray(0, 2), ...jpeg.subarray(-2)], [0xff, 0xd8, 0xff, 0xd9]);
    assert.match((await card.readChipNumber()) ?? '0000000000000000', /^[0-9A-F]{16}$/);
  } catch (error) {
    if (!(error instanceof KioskError)) throw error;
    assert.ok(isErrorCode(error.code));
  }
}
