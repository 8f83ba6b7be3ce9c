import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { type CardDeck, openCardDeck } from './card-deck.ts';
import { openControlSocket } from './control-socket.ts';
import { ensurePcscd, FIRST_READER_PORT } from './index.ts';

const USAGE = `Usage: npm run virtual-card -- CARD.json [CARD2.json …] [--port ${FIRST_READER_PORT}] [--control PATH]
Puts a virtual Thai ID card into the virtual reader of pcscd (package vsmartcard-vpcd).
--port     the virtual reader's
--control  a Unix socket (on Windows a named pipe) over which programs move the cards; see docs/card.md
Keys: 0 to 9 put that card in instead, i insert, r remove, q quit.`;

async function run(): Promise<void> {
  const { values, positionals: files } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', default: String(FIRST_READER_PORT) },
      control: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const port = Number(values.port);
  if (values.help || files.length === 0) return console.log(USAGE);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error('--port wants a number.');

  const deck = await openCardDeck(files, {
    port,
    onChange: (name, inserted) => console.log(`${name} is ${inserted ? 'in' : 'out'}.`),
  });
  const pcscd = await ensurePcscd({ ports: [port] });
  if (pcscd.startedHere) console.log('pcscd started; it ends with this program.');
  const closeControl = values.control ? await openControlSocket(values.control, deck) : () => {};
  const quit = async () => {
    closeControl();
    await deck.remove();
    await pcscd.stop();
    process.exit(0);
  };
  process.once('SIGINT', quit);
  process.once('SIGTERM', quit);
  await deck.insert();
  listenToKeys(deck, quit);
}

function listenToKeys(deck: CardDeck, quit: () => Promise<void>): void {
  if (!process.stdin.isTTY) return;
  for (const [index, name] of deck.names.entries()) console.log(`${index}  ${name}`);
  console.log('i insert, r remove, q quit');
  const act = async (key: string) => {
    if (key === 'i') await deck.insert();
    if (key === 'r') await deck.remove();
    if (key === 'q') await quit();
    if (/^\d$/.test(key)) await deck.swap(Number(key));
  };
  readline.emitKeypressEvents(process.stdin);
  process.stdin.setRawMode(true);
  process.stdin.on('keypress', (text: string | undefined, key: { name?: string; ctrl?: boolean }) => {
    const pressed = key.ctrl && key.name === 'c' ? 'q' : (text ?? '');
    act(pressed).catch((error: Error) => console.error(error.message));
  });
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exit(1);
});
