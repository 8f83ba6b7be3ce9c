import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cardIdentitySchema, isErrorCode, KioskError } from '../../contract/index.ts';
import { IDENTITY, OLD_ADDRESS } from './layout.ts';
import { createThaiCard } from './read-card.ts';
import { exampleTransport } from './testing.ts';
import type { CardTransport } from './transport.ts';

const IMAGES = 1000;
const MAX_EXCHANGES = 2000;

/** Reads a card that may be anything: the outcome must be a whole identity or an error of the catalogue. */
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
    expect(cardIdentitySchema.parse(identity)).toEqual(identity);
    const { jpeg } = await card.readPhoto();
    expect([...jpeg.subarray(0, 2), ...jpeg.subarray(-2)]).toEqual([0xff, 0xd8, 0xff, 0xd9]);
    expect((await card.readChipNumber()) ?? '0000000000000000').toMatch(/^[0-9A-F]{16}$/);
  } catch (error) {
    if (!(error instanceof KioskError)) throw error;
    expect(isErrorCode(error.code)).toBe(true);
  }
}

const layouts = fc.constantFrom('0003', '0002');
const noise = fc.uint8Array({ minLength: 1, maxLength: 200 });

describe('a card that may hold anything', () => {
  it('gives a whole identity or an error, with random bytes in any field', async () => {
    const fields = [
      ...Object.values(IDENTITY),
      { offset: 0x017b, length: 300 },
      { offset: 0x1579, length: 160 },
    ];
    await fc.assert(
      fc.asyncProperty(layouts, fc.constantFrom(...fields), noise, async (layout, field, bytes) => {
        const transport = exampleTransport(
          { layout },
          {
            spoil({ block0, block1 }) {
              (block1 ?? block0).set(bytes.subarray(0, field.length), Math.min(field.offset, 0x1500));
              if (block1) block0.set(bytes.subarray(0, OLD_ADDRESS.length), OLD_ADDRESS.offset);
            },
          },
        );
        await expectWholeOrError(transport, transport.atr);
      }),
      { numRuns: IMAGES },
    );
  });

  it('gives a whole identity or an error, with answers cut, grown and replaced', async () => {
    const mishap = fc.oneof(
      fc.record({ kind: fc.constant('cut'), by: fc.nat(300) }),
      fc.record({ kind: fc.constant('grow'), by: fc.nat(300) }),
      fc.record({ kind: fc.constant('status'), by: fc.nat(0xffff) }),
    );
    await fc.assert(
      fc.asyncProperty(
        layouts,
        fc.nat(60),
        mishap,
        fc.boolean(),
        async (layout, at, { kind, by }, always) => {
          const honest = exampleTransport({ layout });
          const transport: CardTransport = {
            async transmit(apdu) {
              const answer = await honest.transmit(apdu);
              const strikes = always ? honest.exchanges > at : honest.exchanges === at + 1;
              if (!strikes) return answer;
              if (kind === 'cut') return answer.subarray(0, Math.max(0, answer.length - by));
              if (kind === 'grow') return Uint8Array.of(...new Uint8Array(by), ...answer);
              return Uint8Array.of(by >> 8, by & 0xff);
            },
          };
          await expectWholeOrError(transport, honest.atr);
        },
      ),
      { numRuns: IMAGES },
    );
  });
});
