import { setTimeout as sleep } from 'node:timers/promises';
import type { CardFault, VirtualCard } from '../../contract/index.ts';
import { createCardApplet } from './card-applet.ts';
import { createCardMemory } from './card-memory.ts';
import { connectVpcd, type VpcdLink } from './vpcd-link.ts';

/** One command and the status word it was answered with; the data stays out, it is a person's. */
export type Exchange = { command: string; status: string };

export type VirtualCardHandle = {
  /**
   * Puts the card in. It stays in when the reader service restarts, as a real card does.
   * @throws a sentence that says what to start when no virtual reader listens.
   */
  insert(): Promise<void>;
  /** Pulls the card out. */
  remove(): void;
  /** Pulls the card out for good. */
  close(): void;
  readonly inserted: boolean;
  /** What happened since the card was last inserted. */
  readonly exchanges: readonly Exchange[];
};

export type VirtualCardOptions = {
  card: VirtualCard;
  /** JPEG of at most 5118 bytes. */
  photo: Uint8Array;
  host?: string;
  /** 35963 is the first virtual reader, 35964 the second. */
  port?: number;
  /** Instead of the faults the card's file describes. */
  faults?: readonly CardFault[];
  /** Told when the card goes in or out, also by a fault of its own. */
  onChange?: (inserted: boolean) => void;
};

export const FIRST_READER_PORT = 35963;
const RELINK_MS = 200;
const SILENCE_MS = 1000;

/** vpcd refuses to power a card whose ATR is over 33 bytes, while it sees that a card is there: a mute card. */
const MUTE_ATR = new Uint8Array(34).fill(0xff);

/** A virtual Thai ID card for the virtual reader of a real pcscd. */
export function createVirtualCard(options: VirtualCardOptions): VirtualCardHandle {
  const { card, photo, host = '127.0.0.1', port = FIRST_READER_PORT, onChange = () => {} } = options;
  const atr = Uint8Array.from(Buffer.from(card.atr.replace(/\s/g, ''), 'hex'));
  const applet = createCardApplet(createCardMemory(card, photo), atr);
  const faults = [...(options.faults ?? card.faults ?? [])];

  let inserted = false;
  let mute = false;
  let link: VpcdLink | null = null;
  let exchanges: Exchange[] = [];

  async function respond(apdu: Uint8Array): Promise<Uint8Array | null> {
    const fault = takeFault(exchanges.length + 1);
    if (fault?.do === 'remove') {
      remove();
      return null;
    }
    if (fault?.do === 'mute') {
      await sleep(SILENCE_MS);
      mute = true;
      return null;
    }
    const delayMs = card.exchangeDelayMs + (fault?.do === 'delay' ? fault.ms : 0);
    if (delayMs > 0) await sleep(delayMs);
    const answer =
      fault?.do === 'status' ? Uint8Array.from(Buffer.from(fault.status, 'hex')) : applet.respond(apdu);
    exchanges.push({ command: toHex(apdu), status: toHex(answer.subarray(-2)) });
    return answer;
  }

  function takeFault(exchange: number): CardFault | undefined {
    const index = faults.findIndex((fault) => fault.atExchange === exchange);
    return index < 0 ? undefined : faults.splice(index, 1)[0];
  }

  async function connect(): Promise<void> {
    const opened = await connectVpcd(host, port, {
      atr: () => (mute ? MUTE_ATR : atr),
      power: () => applet.reset(),
      respond,
    });
    if (!inserted) return opened.close();
    link = opened;
    void opened.closed.then(() => stayIn(opened));
  }

  async function stayIn(lost: VpcdLink): Promise<void> {
    while (inserted && link === lost) {
      await sleep(RELINK_MS);
      if (inserted && link === lost) await connect().catch(keepTrying);
    }
  }

  async function insert(): Promise<void> {
    if (inserted) return;
    inserted = true;
    mute = takeFault(0)?.do === 'mute';
    exchanges = [];
    applet.reset();
    try {
      await connect();
    } catch (cause) {
      inserted = false;
      throw new Error(
        `No virtual reader listens on ${host}:${port}. Start pcscd with the driver of the package vsmartcard-vpcd.`,
        { cause },
      );
    }
    onChange(true);
  }

  function remove(): void {
    if (!inserted) return;
    inserted = false;
    link?.close();
    link = null;
    onChange(false);
  }

  return {
    insert,
    remove,
    close: remove,
    get inserted() {
      return inserted;
    },
    get exchanges() {
      return exchanges;
    },
  };
}

/** While the service restarts nothing listens; the next round of the loop tries again. */
function keepTrying(): void {}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
