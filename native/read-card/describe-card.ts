import { createHash } from 'node:crypto';
import type { CardIdentity, PartialDate } from '../../contract/index.ts';
import type { CardEvent } from '../../electron/card/index.ts';

type IdentityEvent = Extract<CardEvent, { type: 'identity' }>;
type PhotoEvent = Extract<CardEvent, { type: 'photo' }>;

/** A read card as plain JSON: dates as ISO, the photo as its measures and hash. */
export function describeCard({ identity }: IdentityEvent, photo: PhotoEvent) {
  return {
    layout: identity.layout,
    cid: identity.cid,
    nameTh: identity.nameTh,
    nameEn: identity.nameEn,
    birthDate: isoWithUnknowns(identity.birthDate),
    sex: identity.sex,
    requestNumber: identity.requestNumber,
    issuer: identity.issuer,
    issuerCode: identity.issuerCode,
    issueDate: isoWithUnknowns(identity.issueDate),
    expiryDate: describeExpiry(identity.expiryDate),
    address: identity.address,
    photo: {
      bytes: photo.jpeg.length,
      sha256: createHash('sha256').update(photo.jpeg).digest('hex'),
      width: photo.width,
      height: photo.height,
    },
    photoNumber: photo.photoNumber,
    chipNumber: photo.chipNumber,
    healthRight: photo.healthRight,
    exchanges: photo.exchanges,
    ms: Math.round(photo.ms),
  };
}

export type CardDescription = ReturnType<typeof describeCard>;

/** The card's technical side only: nothing in it tells whose card it is. */
export function describeReading(card: CardDescription): string {
  return `Card read: layout ${card.layout}, ${card.exchanges} exchanges, ${card.ms} ms.`;
}

/** ISO 8601-2: `X` stands for a digit that the card leaves open, as in `1958-XX-XX`. */
export function isoWithUnknowns(date: PartialDate): string {
  const two = (part: number | null) => (part === null ? 'XX' : String(part).padStart(2, '0'));
  return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
}

function describeExpiry(expiry: CardIdentity['expiryDate']) {
  return expiry.kind === 'lifetime' ? expiry : { kind: expiry.kind, date: isoWithUnknowns(expiry.date) };
}
