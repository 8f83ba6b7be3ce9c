import type { VirtualCard } from '../../contract/index.ts';
import { type CardMemory, createCardApplet, createCardMemory } from '../../native/virtual-card/index.ts';
import { exampleCard, examplePhoto } from '../../native/virtual-card/testing/index.ts';
import type { CountedTransport } from './transport.ts';
import { countExchanges } from './transport.ts';

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
