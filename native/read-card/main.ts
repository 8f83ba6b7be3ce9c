import { parseArgs } from 'node:util';
import { describeError, type ErrorReport, type ReaderState } from '../../contract/index.ts';
import { type CardEvent, createCardReader } from '../../electron/card/index.ts';
import { spawnNodeHost } from '../pcsc-host/index.ts';
import { type CardDescription, describeCard, describeReading } from './describe-card.ts';

const USAGE = `Usage: npm run --silent read-card -- [--json | --show] [--right] [--reader NAME]
Waits for a Thai ID card and reads it once.
--json    the card on one line of JSON; on an error {"error": CODE, "message": …}
--show    the card for people to read
--right   reads the health-insurance right (NHSO) as well
--reader  use only the reader of this name
Without --json or --show nothing personal is printed. Exit status 1 on an error.`;

/** A service that does not answer for so long is not coming up by itself. */
const SERVICE_LIMIT_MS = 3000;
/** A reader that is there shows within this time. */
const READER_LIMIT_MS = 3000;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: 'boolean', default: false },
      show: { type: 'boolean', default: false },
      right: { type: 'boolean', default: false },
      reader: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const result = await readOneCard({ pinned: values.reader, withHealthRight: values.right });
  if ('error' in result) {
    const { code } = result.error;
    const message = describeError(result.error, 'en');
    if (values.json) console.log(JSON.stringify({ error: code, message }));
    else console.error(`${code}: ${message}`);
    process.exitCode = 1;
  } else if (values.json) console.log(JSON.stringify(result.card));
  else if (values.show) console.log(JSON.stringify(result.card, null, 2));
  else console.log(describeReading(result.card));
}

type Result = { card: CardDescription } | { error: ErrorReport };

function readOneCard(options: { pinned: string | undefined; withHealthRight: boolean }): Promise<Result> {
  const reader = createCardReader({ spawnHost: spawnNodeHost, ...options });
  return new Promise<Result>((resolve) => {
    let text: Extract<CardEvent, { type: 'identity' }> | null = null;
    let serviceLimit: NodeJS.Timeout | undefined;
    setTimeout(() => reader.state.state === 'missing' && sayState(reader.state), READER_LIMIT_MS).unref();
    reader.onEvent((event) => {
      if (event.type === 'reader') {
        clearTimeout(serviceLimit);
        const giveUp = () => resolve({ error: { code: 'PCSC_STOPPED' } });
        if (event.state === 'stopped') serviceLimit = setTimeout(giveUp, SERVICE_LIMIT_MS);
        else sayState(event);
      }
      if (event.type === 'identity') text = event;
      if (event.type === 'photo' && text) resolve({ card: describeCard(text, event) });
      if (event.type === 'failed') resolve({ error: event.error });
    });
  }).finally(() => reader.stop());
}

function sayState({ state, name }: ReaderState): void {
  if (state === 'ready') console.error(`Reader: ${name}. Waiting for a card.`);
  if (state === 'missing') console.error('No card reader. Connect one; this program keeps waiting.');
  if (state === 'busy') {
    console.error(`Another program is using ${name}. Close it; this program keeps trying.`);
  }
}

run().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
