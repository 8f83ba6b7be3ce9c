import { z } from 'zod';

export const regionSchema = z.number().int().min(1).max(13);

/** A facility's code: 5 digits, 9 digits, or two letters and 7 digits; always text. */
export const hcodeSchema = z.string().regex(/^([0-9]{5}|[0-9]{9}|[A-Z]{2}[0-9]{7})$/);

export const facilitySchema = z.object({
  /** Facility code of the ministry: always text (leading zeros, and since 2567 letters). */
  hcode: hcodeSchema,
  nameTh: z.string(),
  nameEn: z.string(),
  province: z.string(),
  amphoe: z.string(),
  /** Health region 1..13. */
  region: regionSchema,
});
export type Facility = z.infer<typeof facilitySchema>;

export const roleSchema = z.enum(['operator', 'supervisor']);
export type Role = z.infer<typeof roleSchema>;

/** A PIN as it is kept: scrypt (RFC 7914), N·r·p as given, base64. */
export const pinHashSchema = z.object({
  salt: z.base64(),
  hash: z.base64(),
  cost: z.number().int(),
  blockSize: z.number().int(),
  parallelization: z.number().int(),
});
export type PinHash = z.infer<typeof pinHashSchema>;

export const staffMemberSchema = z.object({
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  pin: pinHashSchema,
  /** Nobody has to choose another one at the first sign-in: of the demonstration's staff, whose PINs everybody is told. */
  pinIsOwn: z.boolean().optional(),
});
export type StaffMember = z.infer<typeof staffMemberSchema>;

/** A device in the centre's register. */
export const deviceEntrySchema = z.object({
  id: z.string(),
  name: z.string(),
  hcode: z.string(),
  status: z.enum(['active', 'revoked']),
  training: z.boolean(),
  software: z.string(),
  registeredAt: z.iso.datetime(),
  /** When two copies of its disk were last noticed; null when never. */
  copiedAt: z.iso.datetime().nullable(),
});
export type DeviceEntry = z.infer<typeof deviceEntrySchema>;

/** A public key as JSON (RFC 7517), with its id and use. */
export const publicJwkSchema = z
  .object({
    kty: z.string(),
    kid: z.string().optional(),
    use: z.string().optional(),
    alg: z.string().optional(),
  })
  .catchall(z.unknown());
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** `typ` of the proof by which a device shows that it holds the key it changes to. */
export const NEW_KEY_TYPE = 'kiosk-new-key+jwt';

/**
 * `typ` of a voucher: a JWS by a former signing key of the centre (`kid`) for the one that came after it, `{jwk, iat}`. By
 * them a kiosk that knows an old key comes to trust the new one.
 */
export const CENTRE_KEY_VOUCHER_TYPE = 'centre-key-voucher+jwt';

/** `typ` of a provisioning file: a JWS by the centre; the file holds its compact form. */
export const PROVISIONING_TYPE = 'kiosk-provisioning+jwt';

const deviceWordsSchema = z.array(z.string().min(3).max(100)).min(1).max(50);

export const provisioningSchema = z.object({
  schema: z.literal(1),
  facility: facilitySchema,
  deviceName: z.string(),
  centre: z.object({
    url: z.url(),
    /** Keys that sign receipts and provisioning files. */
    signingKeys: z.array(publicJwkSchema).min(1),
    /** What vouches for them, for a kiosk that knows a former key only. */
    vouchers: z.array(z.string()).default([]),
    /** Key that records are sealed to (ECDH-ES, P-256). */
    sealingKey: publicJwkSchema,
    /** Key that a kiosk seals its vault's key to (ECDH-ES, P-256); its private half is in a safe. */
    escrowKey: publicJwkSchema.optional(),
  }),
  /** Registers one device, once. */
  activationCode: z.string(),
  /** Key of the pairwise pseudonyms of this facility, 32 bytes. */
  pseudonymKey: z.base64(),
  policyVersion: z.string(),
  /** Records of a training kiosk count nowhere; only it takes a virtual reader or camera when packaged. */
  training: z.boolean(),
  /** Words in the names of the readers and of the cameras that may be used; any when left out. */
  allowedReaders: deviceWordsSchema.optional(),
  allowedCameras: deviceWordsSchema.optional(),
  /** The feed of updates; none when left out. */
  updateUrl: z.url().optional(),
  staff: z.array(staffMemberSchema),
  issuedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Provisioning = z.infer<typeof provisioningSchema>;
