import { once } from 'node:events';
import net from 'node:net';

/** The card's side of a virtual reader. */
export type VpcdCard = {
  /** Answer to reset, asked for at each look whether a card is there. */
  atr(): Uint8Array;
  power(kind: 'off' | 'on' | 'reset'): void;
  /** The card's answer to a command; null when the card leaves instead of answering. */
  respond(apdu: Uint8Array): Promise<Uint8Array | null>;
};

export type VpcdLink = {
  /** Closing the connection is what pulls the card out. */
  close(): void;
  closed: Promise<void>;
};

const POWER = ['off', 'on', 'reset'] as const;
const ASK_ATR = 4;

/**
 * Puts a card into the virtual reader of vsmartcard's vpcd: a TCP connection over which the reader sends
 * messages with a length of two bytes before them, big-endian. A message of one byte is for the reader's
 * slot (0, 1, 2 power off, on, reset, without an answer; 4 asks for the ATR), a longer one is a command.
 * @throws the connection's error (`ECONNREFUSED` when nothing listens there).
 */
export async function connectVpcd(host: string, port: number, card: VpcdCard): Promise<VpcdLink> {
  const socket = net.connect({ host, port, noDelay: true });
  await once(socket, 'connect');
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  // The reader may go away at any time; `closed` tells it, whatever the reason.
  socket.on('error', () => socket.destroy());

  let received = Buffer.alloc(0);
  let answering = Promise.resolve();
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk]);
    while (received.length >= 2 && received.length >= 2 + received.readUInt16BE()) {
      const end = 2 + received.readUInt16BE();
      const message = received.subarray(2, end);
      received = received.subarray(end);
      answering = answering.then(() => handle(message));
    }
  });

  async function handle(message: Uint8Array): Promise<void> {
    if (message.length !== 1) {
      const answer = await card.respond(message);
      if (answer) send(answer);
      else socket.destroy();
      return;
    }
    const control = message[0] ?? 0;
    if (control === ASK_ATR) return send(card.atr());
    const kind = POWER[control];
    if (kind) card.power(kind);
  }

  function send(message: Uint8Array): void {
    if (socket.destroyed) return;
    const frame = Buffer.alloc(2 + message.length);
    frame.writeUInt16BE(message.length);
    frame.set(message, 2);
    socket.write(frame);
  }

  return { close: () => socket.destroy(), closed };
}
