import readline from 'node:readline';
import { parseArgs } from 'node:util';
import { createVirtualCard, ensurePcscd, FIRST_READER_PORT, loadCard } from './index.ts';

const USAGE = `Usage: npm run virtual-card -- CARD.json [--port ${FIRST_READER_PORT}]
Puts a virtual Thai ID card into the virtual reader of pcscd (package vsmartcard-vpcd).
Keys: i insert, r remove, q quit.`;

async function run(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: 'string', default: String(FIRST_READER_PORT) }, help: { type: 'boolean' } },
  });
  const file = positionals[0];
  const port = Number(values.port);
  if (values.help || !file) return console.log(USAGE);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new Error('--port wants a number.');

  const { card, photo } = await loadCard(file);
  const pcscd = await ensurePcscd({ ports: [port] });
  if (pcscd.startedHere) console.log('pcscd started; it ends with this program.');
  const virtual = createVirtualCard({
    card,
    photo,
    port,
    onChange: (inserted) => console.log(inserted ? 'Card is in.' : 'Card is out.'),
  });
  const quit = async () => {
    virtual.close();
    await pcscd.stop();
    process.exit(0);
  };
  process.once('SIGINT', quit);
  process.once('SIGTERM', quit);
  await virtual.insert();
  listenToKeys({ i: () => virtual.insert(), r: () => virtual.remove(), q: quit });
}

function listenToKeys(keys: Record<string, () => void | Promise<void>>): void {
  if (!process.stdin.isTTY) return;
  console.log('i insert, r remove, q quit');
  readline.emitKeypressEvents(process.stdin);
  process.stdin.setRawMode(true);
  process.stdin.on('keypress', (_text, key: { name?: string; ctrl?: boolean }) => {
    const name = key.ctrl && key.name === 'c' ? 'q' : (key.name ?? '');
    Promise.resolve(keys[name]?.()).catch((error: Error) => console.error(error.message));
  });
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
