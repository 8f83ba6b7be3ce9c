import { z } from 'zod';

/**
 * What the chip of a Thai national ID card says about its holder. Dates are Gregorian and carry what the
 * card leaves open as explicitly unknown; nothing is guessed. The religion field is not read.
 */

/** A date of which the card may leave the day, or the month and the day, open (`00` on the card). */
export const partialDateSchema = z.object({
  year: z.number().int(),
  month: z.number().int().min(1).max(12).nullable(),
  day: z.number().int().min(1).max(31).nullable(),
});
export type PartialDate = z.infer<typeof partialDateSchema>;

export const expiryDateSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('date'), date: partialDateSchema }),
  z.object({ kind: z.literal('lifetime') }),
]);
export type ExpiryDate = z.infer<typeof expiryDateSchema>;

export const personNameSchema = z.object({
  prefix: z.string(),
  first: z.string(),
  middle: z.string(),
  last: z.string(),
});
export type PersonName = z.infer<typeof personNameSchema>;

export const addressSchema = z.object({
  houseNo: z.string(),
  moo: z.string(),
  trok: z.string(),
  soi: z.string(),
  road: z.string(),
  tambon: z.string(),
  amphoe: z.string(),
  province: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

export const cardIdentitySchema = z.object({
  layout: z.enum(['0002', '0003']),
  /** 13 digits, checksum verified. */
  cid: z.string().regex(/^\d{13}$/),
  nameTh: personNameSchema,
  /** `null` when the card holds no English name. */
  nameEn: personNameSchema.nullable(),
  birthDate: partialDateSchema,
  sex: z.enum(['male', 'female', 'unknown']),
  /** Card request number (BP1); the registrar's card-status check needs it. Sealed, never shown. */
  requestNumber: z.string(),
  issuer: z.string(),
  issuerCode: z.string(),
  issueDate: partialDateSchema,
  expiryDate: expiryDateSchema,
  address: addressSchema,
});
export type CardIdentity = z.infer<typeof cardIdentitySchema>;

/** The parts of a partial date that are known, as ISO 8601 (`1958`, `1958-03`, `1958-03-21`). */
export function toIsoDate(date: PartialDate): string {
  const year = String(date.year).padStart(4, '0');
  if (date.month === null) return year;
  const month = String(date.month).padStart(2, '0');
  return date.day === null ? `${year}-${month}` : `${year}-${month}-${String(date.day).padStart(2, '0')}`;
}

/** The health-insurance right (NHSO applet) of a card that carries one. */
export const healthRightSchema = z.object({
  mainRight: z.string(),
  subRight: z.string(),
  mainHospital: z.string(),
  subHospital: z.string(),
  paidType: z.string(),
  issueDate: partialDateSchema.nullable(),
  expiryDate: partialDateSchema.nullable(),
  updateDate: partialDateSchema.nullable(),
});
export type HealthRight = z.infer<typeof healthRightSchema>;
