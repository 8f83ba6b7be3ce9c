import { CompactEncrypt } from 'jose';
import {
  type Facility,
  openSetUpCode,
  PROVISIONING_TYPE,
  type Provisioning,
  type PublicJwk,
  provisioningSchema,
  SET_UP_CODE_LENGTH,
  SET_UP_CODE_LETTERS,
  type StaffMember,
  writeSetUpCode,
} from '../../contract/index.ts';
import { type Database, durably } from '../database/index.ts';
import { type CentreKeys, pseudonymKeyOf, signAsCentre } from '../keys/index.ts';
import { enterFacilities } from '../register/index.ts';
import { activationCodeHash } from './register.ts';

export type ProvisionOptions = {
  facility: Facility;
  deviceName: string;
  staff: StaffMember[];
  policyVersion: string;
  training: boolean;
  /** Words in the names of readers and cameras that alone may be used. */
  allowedReaders?: string[] | undefined;
  allowedCameras?: string[] | undefined;
  /** The feed of updates for its kiosks. */
  updateUrl?: string | undefined;
  /** How long the file may wait to be used. */
  validDays?: number;
};

/** What the environment of the centre adds. */
export type ProvisionContext = {
  db: Database;
  keys: CentreKeys;
  /** Where the vaults' keys are sealed to; null where none was made. */
  escrowKey: PublicJwk | null;
  centreUrl: string;
  now: () => Date;
  random: (size: number) => Uint8Array;
};

export type Provisioned = {
  /** Text of the provisioning file: `{"provisioning": "<JWS compact>"}`. */
  file: string;
  provisioning: Provisioning;
  /** To be typed at the machine in place of carrying the file there. */
  setUpCode: string;
};

const DAY_MS = 86_400_000;
const ACTIVATION_CODE_BYTES = 20;

/**
 * Makes the signed file that turns a machine into a kiosk of one facility, and notes its activation code. The
 * facility is entered, or brought up to date, in the centre's register.
 */
export async function provisionDevice(
  context: ProvisionContext,
  options: ProvisionOptions,
): Promise<Provisioned> {
  const { db, keys, escrowKey, centreUrl, now, random } = context;
  const { facility, deviceName, staff, policyVersion, training, updateUrl, validDays = 30 } = options;
  const { allowedReaders, allowedCameras } = options;
  const issuedAt = now();
  const expiresAt = new Date(issuedAt.getTime() + validDays * DAY_MS);
  const activationCode = Buffer.from(random(ACTIVATION_CODE_BYTES)).toString('base64url');

  const provisioning = provisioningSchema.parse({
    schema: 1,
    facility,
    deviceName,
    centre: {
      url: centreUrl,
      signingKeys: [keys.signing.publicJwk],
      vouchers: [...keys.vouchers],
      sealingKey: keys.sealing.publicJwk,
      ...(escrowKey !== null && { escrowKey }),
    },
    activationCode,
    pseudonymKey: pseudonymKeyOf(keys, facility.hcode).toString('base64'),
    policyVersion,
    training,
    ...(allowedReaders && { allowedReaders }),
    ...(allowedCameras && { allowedCameras }),
    ...(updateUrl !== undefined && { updateUrl }),
    staff,
    issuedAt: issuedAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
  } satisfies Provisioning);

  const file = JSON.stringify({ provisioning: await signAsCentre(keys, PROVISIONING_TYPE, provisioning) });
  const letters = newSetUpCode(random);
  const { id, key } = await openSetUpCode(letters);

  await durably(db, async (transaction) => {
    await enterFacilities(transaction, [provisioning.facility], now());
    await transaction
      .insertInto('activations')
      .values({
        code_hash: activationCodeHash(activationCode),
        hcode: facility.hcode,
        device_name: deviceName,
        training,
        expires_at: expiresAt,
        set_up_id: id,
        sealed_file: await sealFile(file, key),
      })
      .execute();
  });
  return { file, provisioning, setUpCode: writeSetUpCode(letters) };
}

/** 256 is a multiple of 32, so that each letter is as likely as any other. */
const newSetUpCode = (random: ProvisionContext['random']): string =>
  Array.from(
    random(SET_UP_CODE_LENGTH),
    (byte) => SET_UP_CODE_LETTERS[byte % SET_UP_CODE_LETTERS.length],
  ).join('');

const sealFile = (file: string, key: Uint8Array): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(file))
    .setProtectedHeader({ alg: 'dir', enc: 'A256GCM' })
    .encrypt(key);
