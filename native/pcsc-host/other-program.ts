import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Card,
  CardDisposition,
  CardMode,
  Client,
  type Err,
  type Reader,
  type Transaction,
} from 'pcsc-mini';

/**
 * For tests: a program that uses a reader beside the kiosk, in a process of its own. It ends by being killed:
 * stopping a client can wait for ever, as pcsc-mini 0.1.3 does not see that its thread began to wait only
 * after it was told to stop.
 */
export type OtherProgramRequest = { id: number } & (
  | { do: 'hold'; mode: 'shared' | 'exclusive' }
  | { do: 'lock' | 'unlock' | 'letGo' }
  | { do: 'transmit'; apdu: Uint8Array }
);
export type OtherProgramReply = { id: number; answer: Uint8Array | null; error: string | null };

/** pcscd looks for cards a few times a second. */
const LOOK_AGAIN_MS = 50;
const MODES = { shared: CardMode.SHARED, exclusive: CardMode.EXCLUSIVE };

const [readerName] = process.argv.slice(2);
const client = new Client();
const found = new Promise<Reader>((resolve) =>
  client.on('reader', (each) => each.name() === readerName && resolve(each)),
);
client.start();

let held: Card | null = null;
let lock: Transaction | null = null;

process.on('message', (request: OtherProgramRequest) => {
  serve(request).then(
    (answer) => reply({ id: request.id, answer, error: null }),
    (error: unknown) => reply({ id: request.id, answer: null, error: String(error) }),
  );
});
process.on('disconnect', () => process.exit());

const reply = (message: OtherProgramReply) => process.send?.(message);

async function serve(request: OtherProgramRequest): Promise<Uint8Array | null> {
  if (request.do === 'hold') {
    held = await connectWhenIn(await found, MODES[request.mode]);
    return null;
  }
  if (!held) throw new Error('no card is held');
  if (request.do === 'transmit') return held.transmit(request.apdu);
  if (request.do === 'lock') lock = await held.transaction();
  else if (request.do === 'unlock') await lock?.end(CardDisposition.LEAVE);
  else await held.disconnect(CardDisposition.LEAVE);
  return null;
}

async function connectWhenIn(reader: Reader, mode: CardMode): Promise<Card> {
  for (;;) {
    const card = await reader.connect(mode).catch((error: Err) => error.code);
    if (typeof card !== 'string') return card;
    if (card !== 'NoSmartCard') throw new Error(`connecting failed: ${card}`);
    await sleep(LOOK_AGAIN_MS);
  }
}
