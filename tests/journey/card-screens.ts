import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { PNG } from 'pngjs';
import type { ErrorCode, VirtualCard } from '../../contract/index.ts';
import { asOtherProgram } from '../../native/pcsc-host/testing.ts';
import { inProject } from '../../native/setup/index.ts';
import { examplePhoto } from '../../native/virtual-card/testing/index.ts';
import {
  type CardCounter,
  citizenOnScreen,
  EXAMPLE_CITIZEN,
  errorOnScreen,
  openCardCounter,
  photoOnScreen,
  READER_NAME,
  startServiceWithoutReader,
} from './card-counter.ts';

/**
 * Takes the pictures of docs/card.md: brings each situation about at a real kiosk and photographs the screen.
 *
 *     node tests/journey/card-screens.ts
 *
 * Needs what `npm test` needs, and as root a smart-card service that does not run yet. The people and the chip
 * photo are invented; the photo is a gradient.
 */
const FOLDER = inProject('docs', 'screens', 'card');
const WIDTH_PX = 800;
/** Screens come in softly; so long until they stand still. */
const STILL_MS = 700;

const CARDS: { code: ErrorCode; card: Partial<VirtualCard>; photo?: Uint8Array }[] = [
  { code: 'CARD_MUTE', card: { faults: [{ atExchange: 0, do: 'mute' }] } },
  { code: 'CARD_NOT_THAI_ID', card: { faults: [{ atExchange: 1, do: 'status', status: '6A82' }] } },
  { code: 'CARD_DATA_INVALID', card: { cid: '1234567890122' } },
  { code: 'CARD_PHOTO_UNREADABLE', card: {}, photo: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 0) },
  { code: 'CARD_EXPIRED', card: { expiryDate: '25600102' } },
  { code: 'CARD_REMOVED', card: { faults: [{ atExchange: 4, do: 'remove' }] } },
];

const counter = await openCardCounter('card-screens');
try {
  if (!counter.ownsService())
    throw new Error('A smart-card service runs already. Stop it: systemctl stop pcscd');
  await mkdir(FOLDER, { recursive: true });
  await counter.open();
  await counter.signIn();
  await photographBusyReader(counter);
  await photographCards(counter);
  await photographService(counter);
} finally {
  await counter.close();
}

async function photographBusyReader(at: CardCounter): Promise<void> {
  await at.card().insert();
  await citizenOnScreen(at.page(), EXAMPLE_CITIZEN.firstName);
  await photoOnScreen(at.page());
  await asOtherProgram(READER_NAME, async (other) => {
    await other.hold('exclusive');
    // The kiosk has read the card; a new helper reads it anew, and finds it held.
    await at.killPcscHost();
    await photographError(at, 'READER_BUSY');
    await other.letGo();
    await citizenOnScreen(at.page(), EXAMPLE_CITIZEN.firstName);
  });
  await at.clear();
}

async function photographCards(at: CardCounter): Promise<void> {
  await at.card({}, examplePhoto()).insert();
  await citizenOnScreen(at.page(), EXAMPLE_CITIZEN.firstName);
  await photograph(at, 'name-before-photo', 0);
  await photoOnScreen(at.page());
  await photograph(at, 'card-read');
  await at.clear();
  for (const { code, card, photo } of CARDS) {
    await at.card(card, photo).insert();
    await photographError(at, code);
    await at.clear();
  }
}

async function photographService(at: CardCounter): Promise<void> {
  await at.stopService('SIGTERM');
  await photographError(at, 'PCSC_STOPPED');
  const stop = await startServiceWithoutReader();
  await photographError(at, 'READER_MISSING');
  await stop();
  await at.startService();
}

async function photographError(at: CardCounter, code: ErrorCode): Promise<void> {
  await errorOnScreen(at.page(), code);
  await photograph(at, code.toLowerCase().replaceAll('_', '-'));
}

async function photograph(at: CardCounter, name: string, afterMs = STILL_MS): Promise<void> {
  await at.page().waitForTimeout(afterMs);
  const png = withFewColours(await at.shrink(await at.page().screenshot(), WIDTH_PX));
  const file = path.join(FOLDER, `${name}.png`);
  await writeFile(file, png);
  console.log(`${path.relative(inProject(), file)}  ${Math.round(png.length / 1024)} KB`);
}

/** Fifty shades of each colour look the same and take a third less room. */
function withFewColours(png: Uint8Array): Uint8Array {
  const STEP = 5;
  const picture = PNG.sync.read(Buffer.from(png));
  const data = picture.data.map((value) => Math.round(value / STEP) * STEP);
  const { width, height } = picture;
  return PNG.sync.write(Object.assign(new PNG({ width, height }), { data: Buffer.from(data) }), {
    colorType: 2,
    deflateLevel: 9,
  });
}
