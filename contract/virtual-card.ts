import { z } from 'zod';

/**
 * A virtual Thai ID card as a JSON file describes it. Names and address use the card's own `#` grammar,
 * dates the card's own form (YYYYMMDD in the Buddhist era), so that any reader program can be tried with it.
 */
const cardDate = z.string().regex(/^\d{8}$/, 'eight digits YYYYMMDD, Buddhist era');

/** Text of a field that holds so many bytes. TIS-620 keeps a letter in a byte, so letters count as bytes. */
const cardText = (maxBytes: number) =>
  z
    .string()
    .max(maxBytes, `at most ${maxBytes} letters: the card's field is that long`)
    .regex(/^[\u0020-\u007e\u0e01-\u0e3a\u0e3f-\u0e5b]*$/, 'only ASCII and Thai letters fit on a card');

/** What the card does wrong, and at which command since it was inserted (the first is 1). Each happens once. */
export const cardFaultSchema = z.discriminatedUnion('do', [
  /** The card is pulled out instead of answering. */
  z.strictObject({ atExchange: z.number().int().min(1), do: z.literal('remove') }),
  /** The card falls silent and stays mute until it is inserted again; at exchange 0 it is inserted wrong way round. */
  z.strictObject({ atExchange: z.number().int().min(0), do: z.literal('mute') }),
  /** The answer comes late. */
  z.strictObject({
    atExchange: z.number().int().min(1),
    do: z.literal('delay'),
    ms: z.number().min(0).max(60_000),
  }),
  /** The answer is only this status word, such as `6F00`. */
  z.strictObject({
    atExchange: z.number().int().min(1),
    do: z.literal('status'),
    status: z.string().regex(/^[0-9A-Fa-f]{4}$/, 'four hexadecimal digits'),
  }),
]);
export type CardFault = z.infer<typeof cardFaultSchema>;

/** The health-insurance applet (NHSO). A card without it answers its SELECT with `6A82`. */
export const virtualHealthRightSchema = z.strictObject({
  mainRight: cardText(60),
  subRight: cardText(100),
  mainHospital: cardText(80),
  subHospital: cardText(80),
  paidType: cardText(1),
  issueDate: cardDate,
  expiryDate: cardDate,
  updateDate: cardDate,
});

export const virtualCardSchema = z.object({
  /** Answer to reset, hexadecimal, with or without spaces. */
  atr: z.string().regex(/^([0-9A-Fa-f]{2}\s*){2,33}$/, '2 to 33 bytes in hexadecimal'),
  layout: z.enum(['0003', '0002']),
  cid: z.string().regex(/^\d{13}$/, '13 digits'),
  nameTh: cardText(100),
  nameEn: cardText(100),
  birthDate: cardDate,
  sex: cardText(1).length(1),
  requestNumber: cardText(20),
  issuer: cardText(100),
  issuerCode: cardText(13),
  issueDate: cardDate,
  expiryDate: cardDate,
  /** Layout 0002 has room for 150 letters only. */
  address: cardText(160),
  photoNumber: cardText(14),
  /** Path of a JPEG of at most 5118 bytes, relative to the JSON file. */
  photo: z.string().min(1, 'path of a JPEG'),
  /** Hexadecimal, 8 bytes. */
  chipNumber: z.string().regex(/^[0-9A-Fa-f]{16}$/, '16 hexadecimal digits'),
  /** Time the card takes for each exchange. */
  exchangeDelayMs: z.number().min(0).max(5000).default(0),
  healthRight: virtualHealthRightSchema.optional(),
  faults: z.array(cardFaultSchema).optional(),
});
export type VirtualCard = z.infer<typeof virtualCardSchema>;

/** What the sample citizens add to their card: who they are for, and the camera clip beside it. */
export const sampleCitizenSchema = virtualCardSchema.extend({
  /** Always true: an invented person. */
  synthetic: z.literal(true),
  /** Which face of the sample photos the card's photo and the clip are made of. */
  cardFace: z.string(),
  clipFace: z.string(),
  /** Another face that is mixed into the card's photo by so large a share: the holder is recognised only half. */
  cardBlend: z.object({ face: z.string(), share: z.number().min(0).max(1) }).optional(),
  note: z.string(),
});
export type SampleCitizen = z.infer<typeof sampleCitizenSchema>;
