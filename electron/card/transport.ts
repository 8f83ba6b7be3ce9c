/** The way to a card: a command goes in, the card's answer with its status word comes out. */
export type CardTransport = {
  /** @throws KioskError when the card or the reader is gone. */
  transmit(apdu: Uint8Array): Promise<Uint8Array>;
};

export type CountedTransport = CardTransport & {
  /** Commands sent so far. */
  readonly exchanges: number;
};

export function countExchanges(transport: CardTransport): CountedTransport {
  let exchanges = 0;
  return {
    transmit(apdu) {
      exchanges++;
      return transport.transmit(apdu);
    },
    get exchanges() {
      return exchanges;
    },
  };
}
