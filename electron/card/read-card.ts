import { type CardIdentity, type HealthRight, KioskError } from '../../contract/index.ts';
import { BLOCK_0, BLOCK_1, type Block, type CardChannel, createCardChannel, MAX_READ_BYTES } from './apdu.ts';
import { decodeText, invalid } from './card-text.ts';
import { findJpeg, type JpegBounds } from './jpeg.ts';
import {
  ADDRESS,
  CARD_MANAGER_AID,
  CHIP_NUMBER,
  type Field,
  fieldOf,
  HEALTH_AID,
  HEALTH_END,
  HEALTH_START,
  IDENTITY,
  IDENTITY_AID,
  IDENTITY_END,
  IDENTITY_SPLIT,
  OLD_ADDRESS,
  PHOTO,
  PHOTO_NUMBER,
  PRODUCTION_DATA_BYTES,
  PRODUCTION_DATA_TAG,
} from './layout.ts';
import { parseHealthRight, parseIdentity } from './parse-identity.ts';
import type { CardTransport } from './transport.ts';

export type CardText = {
  identity: CardIdentity;
  /** The number printed under the photo; null on layout 0002, which has none. */
  photoNumber: string | null;
};

export type CardPhoto = { jpeg: Uint8Array } & Omit<JpegBounds, 'bytes'>;

/** A Thai ID card at the other end of a transport. Read the text first: it tells where the rest is. */
export type ThaiCard = {
  /**
   * Names, dates, address: seven exchanges.
   * @throws KioskError CARD_NOT_THAI_ID, CARD_DATA_INVALID, or what the transport throws.
   */
  readText(): Promise<CardText>;
  /**
   * The photo, two exchanges for each 255 bytes, no further than the picture goes.
   * @param onProgress is told the share of the photo that has come, 0 to 1.
   * @throws KioskError CARD_PHOTO_UNREADABLE, or what the transport throws.
   */
  readPhoto(onProgress?: (share: number) => void): Promise<CardPhoto>;
  /** The chip's own number, 16 hexadecimal digits; null when the card keeps it to itself. */
  readChipNumber(): Promise<string | null>;
  /** The health-insurance right; null when the card has no such applet. */
  readHealthRight(): Promise<HealthRight | null>;
};

/** @param atr the card's answer to reset. An unknown one is tried all the same: SELECT decides. */
export function createThaiCard(transport: CardTransport, atr: Uint8Array): ThaiCard {
  const channel = createCardChannel(transport, atr);
  let layout: CardIdentity['layout'] = '0003';

  async function readText(): Promise<CardText> {
    if (!(await channel.select(IDENTITY_AID))) throw new KioskError('CARD_NOT_THAI_ID');
    const head = await readHead(channel);
    layout = parseLayout(head);
    return layout === '0003' ? readToday(channel, head) : readOld(channel, head);
  }

  async function readPhoto(onProgress: (share: number) => void = () => {}): Promise<CardPhoto> {
    const bytes = new Uint8Array(PHOTO.length);
    const block = layout === '0003' ? BLOCK_0 : BLOCK_1;
    for (let got = 0; got < PHOTO.length; ) {
      const length = Math.min(MAX_READ_BYTES, PHOTO.length - got);
      const piece = await channel.read(block, PHOTO.offset + got, length);
      if (piece === null) break;
      bytes.set(piece, got);
      got += length;
      const found = findJpeg(bytes.subarray(0, got));
      onProgress(found ? 1 : got / PHOTO.length);
      if (found) return { jpeg: bytes.slice(0, found.bytes), width: found.width, height: found.height };
    }
    throw new KioskError('CARD_PHOTO_UNREADABLE');
  }

  async function readChipNumber(): Promise<string | null> {
    if (!(await channel.select(CARD_MANAGER_AID))) return null;
    const data = await channel.getData(PRODUCTION_DATA_TAG, PRODUCTION_DATA_BYTES);
    if (data?.length !== PRODUCTION_DATA_BYTES) return null;
    return Buffer.from(fieldOf(data, CHIP_NUMBER)).toString('hex').toUpperCase();
  }

  async function readHealthRight(): Promise<HealthRight | null> {
    if (!(await channel.select(HEALTH_AID))) return null;
    const image = await channel.read(BLOCK_0, HEALTH_START, HEALTH_END - HEALTH_START);
    return image && parseHealthRight(image);
  }

  return { readText, readPhoto, readChipNumber, readHealthRight };
}

/** The beginning of block 0: on today's layout the first half of the text, on the old one the address. */
async function readHead(channel: CardChannel): Promise<Uint8Array> {
  const head =
    (await channel.readOnce(BLOCK_0, 0, IDENTITY_SPLIT)) ??
    (await channel.readOnce(BLOCK_0, IDENTITY.layout.offset, IDENTITY.layout.length));
  if (head === null || head.length < IDENTITY.layout.length) throw invalid('nothing where its layout stands');
  return head;
}

function parseLayout(head: Uint8Array): CardIdentity['layout'] {
  const layout = decodeText(fieldOf(head, IDENTITY.layout));
  if (layout !== '0003' && layout !== '0002') throw invalid('a layout that is not known');
  return layout;
}

async function readToday(channel: CardChannel, head: Uint8Array): Promise<CardText> {
  const identity = new Uint8Array(IDENTITY_END);
  identity.set(await readOn(channel, BLOCK_0, { offset: 0, length: IDENTITY_SPLIT }, head));
  identity.set(await readSpan(channel, BLOCK_0, SECOND_HALF), IDENTITY_SPLIT);
  const tail = await readSpan(channel, BLOCK_0, { ...ADDRESS, length: ADDRESS.length + PHOTO_NUMBER.length });
  const address = fieldOf(tail, ADDRESS, ADDRESS.offset);
  const photoNumber = decodeText(fieldOf(tail, PHOTO_NUMBER, ADDRESS.offset));
  return {
    identity: parseIdentity({ layout: '0003', identity, address }),
    photoNumber: photoNumber === '' ? null : photoNumber,
  };
}

async function readOld(channel: CardChannel, head: Uint8Array): Promise<CardText> {
  const end = OLD_ADDRESS.offset + OLD_ADDRESS.length;
  const block0 = await readOn(channel, BLOCK_0, { offset: 0, length: end }, head.subarray(0, end));
  const identity = new Uint8Array(IDENTITY_END);
  const firstHalf = { offset: IDENTITY.cid.offset, length: IDENTITY_SPLIT - IDENTITY.cid.offset };
  identity.set(await readSpan(channel, BLOCK_1, firstHalf), firstHalf.offset);
  identity.set(await readSpan(channel, BLOCK_1, SECOND_HALF), IDENTITY_SPLIT);
  const address = fieldOf(block0, OLD_ADDRESS);
  return { identity: parseIdentity({ layout: '0002', identity, address }), photoNumber: null };
}

const SECOND_HALF: Field = { offset: IDENTITY_SPLIT, length: IDENTITY_END - IDENTITY_SPLIT };

async function readSpan(channel: CardChannel, block: Block, span: Field): Promise<Uint8Array> {
  const bytes = await channel.read(block, span.offset, span.length);
  if (bytes === null) throw invalid('a text it does not hand out');
  return bytes;
}

/** Completes a span of which `begun` is read already. */
async function readOn(
  channel: CardChannel,
  block: Block,
  span: Field,
  begun: Uint8Array,
): Promise<Uint8Array> {
  const missing = span.length - begun.length;
  if (missing <= 0) return begun;
  const rest = await readSpan(channel, block, { offset: span.offset + begun.length, length: missing });
  return Uint8Array.of(...begun, ...rest);
}
