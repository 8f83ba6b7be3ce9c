import type { VirtualCard } from '../../contract/index.ts';
import { encodeTis620 } from './tis620.ts';

/** The bytes a Thai ID card holds, as its applets hand them out. */
export type CardMemory = {
  /** What `80 B0` reads in the identity applet. */
  block0: Uint8Array;
  /** What `80 B1` reads there; only layout 0002 has it. */
  block1: Uint8Array | null;
  /** What `80 B0` reads in the health-insurance applet; null on a card without it. */
  health: Uint8Array | null;
  /** Answer to GET DATA `9F 7F` of the card manager, 45 bytes. */
  productionData: Uint8Array;
};

export const MAX_PHOTO_BYTES = 5118;
const MAX_OLD_ADDRESS_BYTES = 150;
const SPACE = 0x20;

/**
 * Lays a described card out as bytes.
 * @param photo JPEG of at most 5118 bytes.
 * @throws {RangeError} when the photo or an address does not fit.
 */
export function createCardMemory(card: VirtualCard, photo: Uint8Array): CardMemory {
  if (photo.length > MAX_PHOTO_BYTES) {
    throw new RangeError(`The photo has ${photo.length} bytes; a card holds at most ${MAX_PHOTO_BYTES}.`);
  }
  const identity = layIdentity(card, photo);
  const health = card.healthRight ? layHealthRight(card.healthRight) : null;
  const productionData = layProductionData(card.chipNumber);

  if (card.layout === '0002') {
    const address = encodeTis620(card.address);
    if (address.length > MAX_OLD_ADDRESS_BYTES) {
      throw new RangeError(`The address has ${address.length} letters; layout 0002 holds 150.`);
    }
    const block0 = blank(4 + MAX_OLD_ADDRESS_BYTES);
    block0.set(encodeTis620(card.layout), 0);
    block0.set(address, 4);
    return { block0, block1: identity, health, productionData };
  }

  const block0 = blank(0x1627);
  block0.set(identity, 0);
  block0.set(encodeTis620(card.address), 0x1579);
  block0.set(encodeTis620(card.photoNumber), 0x1619);
  return { block0, block1: null, health, productionData };
}

function layIdentity(card: VirtualCard, photo: Uint8Array): Uint8Array {
  const bytes = blank(0x1579);
  const put = (offset: number, text: string) => bytes.set(encodeTis620(text), offset);
  put(0x0000, card.layout);
  put(0x0004, card.cid);
  put(0x0011, card.nameTh);
  put(0x0075, card.nameEn);
  put(0x00d9, card.birthDate);
  put(0x00e1, card.sex);
  put(0x00e2, card.requestNumber);
  put(0x00f6, card.issuer);
  put(0x015a, card.issuerCode);
  put(0x0167, card.issueDate);
  put(0x016f, card.expiryDate);
  bytes.set(photo, 0x017b);
  return bytes;
}

function layHealthRight(right: NonNullable<VirtualCard['healthRight']>): Uint8Array {
  const bytes = blank(0x015d);
  const put = (offset: number, text: string) => bytes.set(encodeTis620(text), offset);
  put(0x0004, right.mainRight);
  put(0x0040, right.subRight);
  put(0x00a4, right.mainHospital);
  put(0x00f4, right.subHospital);
  put(0x0144, right.paidType);
  put(0x0145, right.issueDate);
  put(0x014d, right.expiryDate);
  put(0x0155, right.updateDate);
  return bytes;
}

/** Card production life cycle data (GlobalPlatform Card Specification 2.1.1, appendix): tag, length, 42 bytes. */
function layProductionData(chipNumber: string): Uint8Array {
  const bytes = new Uint8Array(45);
  bytes.set([0x9f, 0x7f, 0x2a]);
  bytes.set(Buffer.from(chipNumber, 'hex'), 13);
  return bytes;
}

function blank(length: number): Uint8Array {
  return new Uint8Array(length).fill(SPACE);
}
