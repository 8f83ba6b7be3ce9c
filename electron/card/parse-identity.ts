import type { Address, CardIdentity, ExpiryDate, HealthRight, PersonName } from '../../contract/index.ts';
import { decodeText, invalid, parseDate, splitParts } from './card-text.ts';
import { type Field, fieldOf, HEALTH, HEALTH_START, IDENTITY } from './layout.ts';

const LIFETIME = '99999999';

/** A card's text as its bytes. */
export type IdentityImage = {
  layout: CardIdentity['layout'];
  /** The identity block from its beginning to where the text ends, 0x0177 bytes. */
  identity: Uint8Array;
  address: Uint8Array;
};

/**
 * What the chip says, from its bytes. All or nothing: there is no identity with a part missing.
 * @throws KioskError CARD_DATA_INVALID, also for a citizen ID whose check digit is wrong; it is never repaired.
 */
export function parseIdentity({ layout, identity, address }: IdentityImage): CardIdentity {
  const text = (field: Field) => decodeText(fieldOf(identity, field));
  const nameTh = parseName(text(IDENTITY.nameTh));
  if (nameTh === null) throw invalid('no Thai name');
  return {
    layout,
    cid: parseCid(text(IDENTITY.cid)),
    nameTh,
    nameEn: parseName(text(IDENTITY.nameEn)),
    birthDate: parseDate(text(IDENTITY.birthDate)),
    sex: parseSex(text(IDENTITY.sex)),
    requestNumber: text(IDENTITY.requestNumber).split('/', 1)[0] ?? '',
    issuer: text(IDENTITY.issuer),
    issuerCode: text(IDENTITY.issuerCode),
    issueDate: parseDate(text(IDENTITY.issueDate)),
    expiryDate: parseExpiry(text(IDENTITY.expiryDate)),
    address: parseAddress(decodeText(address)),
  };
}

/** The check digit of the Thai citizen ID: (11 − Σ dᵢ·(14−i) mod 11) mod 10 over the first twelve digits. */
export function isCidValid(cid: string): boolean {
  if (!/^\d{13}$/.test(cid)) return false;
  const digits = Array.from(cid, Number);
  const sum = digits.slice(0, 12).reduce((total, digit, index) => total + digit * (13 - index), 0);
  return (11 - (sum % 11)) % 10 === digits[12];
}

function parseCid(text: string): string {
  if (!isCidValid(text)) throw invalid('a citizen ID with a wrong check digit');
  return text;
}

/** `prefix#first#middle#last`; null when nothing is written. */
function parseName(text: string): PersonName | null {
  if (/^[#\s]*$/.test(text)) return null;
  const [prefix = '', first = '', middle = '', last = ''] = splitParts(text, 4, 'a name');
  if (first === '') throw invalid('a name without a first name');
  return { prefix, first, middle, last };
}

/** `house#moo#trok#soi#road#tambon#amphoe#province`. */
function parseAddress(text: string): Address {
  const [houseNo = '', moo = '', trok = '', soi = '', road = '', tambon = '', amphoe = '', province = ''] =
    splitParts(text, 8, 'an address');
  return { houseNo, moo, trok, soi, road, tambon, amphoe, province };
}

function parseSex(text: string): CardIdentity['sex'] {
  if (text === '1') return 'male';
  return text === '2' ? 'female' : 'unknown';
}

function parseExpiry(text: string): ExpiryDate {
  return text === LIFETIME ? { kind: 'lifetime' } : { kind: 'date', date: parseDate(text) };
}

/**
 * The health-insurance right, from the bytes of its applet.
 * @param image the applet's memory from its first field on.
 */
export function parseHealthRight(image: Uint8Array): HealthRight {
  const text = (field: Field) => decodeText(fieldOf(image, field, HEALTH_START));
  const date = (field: Field) => (text(field) === '' ? null : parseDate(text(field)));
  return {
    mainRight: text(HEALTH.mainRight),
    subRight: text(HEALTH.subRight),
    mainHospital: text(HEALTH.mainHospital),
    subHospital: text(HEALTH.subHospital),
    paidType: text(HEALTH.paidType),
    issueDate: date(HEALTH.issueDate),
    expiryDate: date(HEALTH.expiryDate),
    updateDate: date(HEALTH.updateDate),
  };
}
