import { describe, expect, it } from 'vitest';
import { BLOCK_0, createCardChannel } from './apdu.ts';
import type { CardTransport } from './transport.ts';

const ATR = Uint8Array.of(0x3b, 0x68);

/** A card that answers what it is told to: [command, answer] in this order, and nothing else. */
function scripted(...script: [command: string, answer: string][]): CardTransport & { left(): number } {
  return {
    async transmit(apdu) {
      const [command, answer] = script.shift() ?? [];
      expect(Buffer.from(apdu).toString('hex').toUpperCase()).toBe(command);
      return Uint8Array.from(Buffer.from(answer ?? '', 'hex'));
    },
    left: () => script.length,
  };
}

async function read(transport: CardTransport, length: number, atr = ATR): Promise<string | null> {
  const bytes = await createCardChannel(transport, atr).read(BLOCK_0, 0x0004, length);
  return bytes && Buffer.from(bytes).toString('hex').toUpperCase();
}

describe('commands to the card', () => {
  it('fetches an answer that waits', async () => {
    expect(await read(scripted(['80B00004020003', '6103'], ['00C0000003', '0A0B0C9000']), 3)).toBe('0A0B0C');
  });

  it('goes on fetching until the card says that is all', async () => {
    const card = scripted(['80B00004020003', '6102'], ['00C0000002', '0A0B6101'], ['00C0000001', '0C9000']);
    expect(await read(card, 3)).toBe('0A0B0C');
  });

  it('repeats a command with the length the card wants', async () => {
    const card = scripted(
      ['80B00004020003', '6C02'],
      ['80B00004020002', '6102'],
      ['00C0000002', '0A0B9000'],
      ['80B00006020001', '6101'],
      ['00C0000001', '0C9000'],
    );
    expect(await read(card, 3)).toBe('0A0B0C');
  });

  it('repeats GET RESPONSE too with the length the card wants', async () => {
    const card = scripted(['80B00004020001', '61FF'], ['00C00000FF', '6C01'], ['00C0000001', '0A9000']);
    expect(await read(card, 1)).toBe('0A');
  });

  it('takes data that comes without asking', async () => {
    expect(await read(scripted(['80B00004020001', '0A9000']), 1)).toBe('0A');
  });

  it('uses the other form of GET RESPONSE for cards of the 3B 67 family', async () => {
    const card = scripted(['80B00004020001', '6101'], ['00C0000101', '0A9000']);
    expect(await read(card, 1, Uint8Array.of(0x3b, 0x67))).toBe('0A');
  });

  it('falls back to the other form, remembers it, and asks again where the answer got lost', async () => {
    const card = scripted(
      ['80B00004020002', '6102'],
      ['00C0000002', '6A86'],
      ['00C0000102', '6985'],
      ['80B00004020002', '6101'],
      ['00C0000101', '0A9000'],
      ['80B00005020001', '6101'],
      ['00C0000101', '0B9000'],
    );
    expect(await read(card, 2)).toBe('0A0B');
    expect(card.left()).toBe(0);
  });

  it('gives null when the card refuses', async () => {
    expect(await read(scripted(['80B00004020001', '6B00']), 1)).toBeNull();
  });

  it.each([
    ['keeps saying that more waits', async () => Uint8Array.of(0x61, 0x01)],
    ['hands out its memory byte by byte', async () => Uint8Array.of(0x20, 0x90, 0x00)],
    ['gives more than asked for', async () => new Uint8Array(300).fill(0x90)],
  ])('gives up on a card that %s', async (_what, transmit) => {
    let exchanges = 0;
    const card = {
      transmit() {
        exchanges++;
        return transmit();
      },
    };
    const bytes = await read(card, 200).catch((error) => error.code);
    expect(['CARD_DATA_INVALID', null]).toContain(bytes);
    expect(exchanges).toBeLessThan(100);
  });

  it('takes an answer without a status word for a card that is going out', async () => {
    const card = { transmit: async () => new Uint8Array(0) };
    await expect(read(card, 1)).rejects.toMatchObject({ code: 'CARD_REMOVED' });
  });
});
