/** A field of an applet's memory, in bytes. */
export type Field = { offset: number; length: number };

/** Applet of the Ministry of Interior: identity, photo, address. */
export const IDENTITY_AID = Uint8Array.of(0xa0, 0x00, 0x00, 0x00, 0x54, 0x48, 0x00, 0x01);
/** Applet of the National Health Security Office: the health-insurance right. */
export const HEALTH_AID = Uint8Array.of(0xa0, 0x00, 0x00, 0x00, 0x54, 0x48, 0x00, 0x83);
/** The card manager has no name of its own: it is selected with no name at all. */
export const CARD_MANAGER_AID = new Uint8Array(0);

/** Identity block: block 0 of layout 0003, block 1 of layout 0002. */
export const IDENTITY = {
  layout: { offset: 0x0000, length: 4 },
  cid: { offset: 0x0004, length: 13 },
  nameTh: { offset: 0x0011, length: 100 },
  nameEn: { offset: 0x0075, length: 100 },
  birthDate: { offset: 0x00d9, length: 8 },
  sex: { offset: 0x00e1, length: 1 },
  requestNumber: { offset: 0x00e2, length: 20 },
  issuer: { offset: 0x00f6, length: 100 },
  issuerCode: { offset: 0x015a, length: 13 },
  issueDate: { offset: 0x0167, length: 8 },
  expiryDate: { offset: 0x016f, length: 8 },
} as const satisfies Record<string, Field>;

/** Where the text ends. The two bytes behind it are never asked for: some take them for the religion. */
export const IDENTITY_END = 0x0177;
/** Two reads cover the text; they meet where a field begins. */
export const IDENTITY_SPLIT = IDENTITY.issuer.offset;

export const PHOTO: Field = { offset: 0x017b, length: 5118 };

/** Layout 0003: the address and the number under the photo lie side by side, one read gets both. */
export const ADDRESS: Field = { offset: 0x1579, length: 160 };
export const PHOTO_NUMBER: Field = { offset: 0x1619, length: 14 };

/** Layout 0002: the address stands in block 0, right behind the layout's version. */
export const OLD_ADDRESS: Field = { offset: 0x0004, length: 150 };

/** Card production life cycle data (GlobalPlatform); the chip's number is in the middle of it. */
export const PRODUCTION_DATA_TAG = 0x9f7f;
export const PRODUCTION_DATA_BYTES = 45;
export const CHIP_NUMBER: Field = { offset: 13, length: 8 };

export const HEALTH = {
  mainRight: { offset: 0x0004, length: 60 },
  subRight: { offset: 0x0040, length: 100 },
  mainHospital: { offset: 0x00a4, length: 80 },
  subHospital: { offset: 0x00f4, length: 80 },
  paidType: { offset: 0x0144, length: 1 },
  issueDate: { offset: 0x0145, length: 8 },
  expiryDate: { offset: 0x014d, length: 8 },
  updateDate: { offset: 0x0155, length: 8 },
} as const satisfies Record<string, Field>;
export const HEALTH_START = 0x0004;
export const HEALTH_END = 0x015d;

/** The bytes of a field in an image of the memory that begins at `start`. */
export function fieldOf(image: Uint8Array, field: Field, start = 0): Uint8Array {
  return image.subarray(field.offset - start, field.offset - start + field.length);
}
